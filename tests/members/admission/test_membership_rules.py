"""The rules of membership: versions that stay, and the one a case remembers."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from members.admission.flows import ruling
from members.admission.models import MembershipRules
from members.people.enums import Role
from portal.kit.problems import Refused
from tests.factories.admission import make_application
from tests.factories.people import make_member, make_secretariat

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make_secretariat(Role.SECRETARIAT_ADMINISTRATOR)


def publish(by, in_days=0, text="Kun borgerrådgivere.", change="Kortere"):
    day = timezone.localdate() + timedelta(days=in_days)
    return ruling.publish_rules(text=text, change=change, valid_from=day, by=by)


def test_a_case_remembers_the_version_that_was_in_force_when_it_was_handed_in(keeper):
    first = make_application()
    publish(keeper)
    publish(keeper, in_days=30)
    second = make_application()
    assert (first.rules_version, second.rules_version) == (1, 2)
    first.refresh_from_db()
    assert first.rules_version == 1


def test_everybody_reads_the_rules_in_force_and_every_other_version(client, keeper):
    publish(keeper)
    publish(keeper, in_days=30, text="Alle ansatte.")
    shown = client.get(reverse("admission:rules"))
    assert "Kun borgerrådgivere." in shown.text and "Alle ansatte." not in shown.text
    coming = client.get(reverse("admission:rules_version", args=[3]))
    assert "Alle ansatte." in coming.text
    assert client.get(reverse("admission:rules_version", args=[4])).status_code == 404


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"in_days": -1}, ["begins_in_the_past"]),
        ({"text": " "}, ["says_nothing"]),
        ({"in_days": 5}, ["before_the_latest"]),
    ],
)
def test_rules_that_cannot_be_published(keeper, given, codes):
    publish(keeper, in_days=5)
    with pytest.raises(Refused) as refused:
        publish(keeper, **{"in_days": 9, **given})
    assert refused.value.codes == codes
    with pytest.raises(ValidationError):
        publish(keeper, in_days=9, text="Borger 010190-1234")
    with pytest.raises(Refused) as refused:
        publish(make_member(), in_days=9)
    assert refused.value.codes == ["not_allowed"]
    assert MembershipRules.objects.count() == 2


def test_a_number_is_given_once():
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipRules.objects.create(number=1, text="x", valid_from="2031-01-01")


def test_the_desk_shows_them_before_they_are_published(client, keeper):
    from django.contrib.auth.models import Permission

    entry = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    keeper.groups.first().permissions.add(entry)
    client.force_login(keeper)
    page = reverse("rules_desk:new")
    given = {"text": "Kun borgerrådgivere.", "change": "Kortere"}
    given["valid_from"] = timezone.localdate().isoformat()
    assert client.post(page, {**given, "do": "look"}).context["looked"]
    assert MembershipRules.objects.count() == 1
    assert client.post(page, {**given, "do": "publish"}).status_code == 302
    assert MembershipRules.objects.first().published_by == keeper
    assert "Kortere" in client.get(reverse("rules_desk:list")).text

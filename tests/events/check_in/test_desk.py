"""The secretariat's pages of the days: who has come and eaten, who has not, helpers, what is forgotten."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.check_in import desk_queries, queries, rules
from events.check_in.enums import Batch
from events.check_in.flows import forgetting, helping, printing
from events.check_in.models import Badge, CheckIn, Deed, Helper
from events.conference import windows
from events.conference.models import Conference
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.check_in import check_in, let_begin, make_helper
from tests.factories.people import make_former, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, days):
    client.force_login(days.editor)
    return client


def to(name: str, *args) -> str:
    return reverse(f"check_in_desk:{name}", args=args)


def test_the_page_says_who_has_come_and_eaten_and_who_has_not(desk, days):
    check_in(days.ada, by=days.helper)
    check_in(days.ada, days.lunch, by=days.helper)
    check_in(days.bo, by=days.helper)
    page = desk.get(to("days", days.conference.pk)).text
    assert "2 af 3 er kommet" in page
    meal = re.search(r"Frokost, \w+</th>.*?</tr>", page, re.S).group()
    assert re.findall(r">(\d+)</td>", meal) == ["3", "1", "0"]
    not_come = page.partition('id="not-come"')[2].partition("</section>")[0]
    assert "Åse Aaby" in not_come and "Ada Holm" not in not_come
    assert desk_queries.arrivals_per_day(days.editor, days.conference) == [
        (timezone.localdate(), 2)
    ]


def test_the_names_come_a_page_at_a_time_and_whole_for_the_printer(desk, days, monkeypatch):
    monkeypatch.setattr(windows, "ON_PAGE", 2)
    check_in(days.ada, by=days.helper)
    page = to("days", days.conference.pk)

    def shown(**asked) -> tuple[list[str], list[str]]:
        context = desk.get(page, asked).context
        come = [each.registration.person.name for each in context["come"]]
        return [each.person.name for each in context["not_come"]], come

    assert shown() == (["Bo Å. Lund", "Åse Aaby"], [])
    assert shown(page=2) == ([], ["Ada Holm"])
    assert shown(alt=1) == (["Bo Å. Lund", "Åse Aaby"], ["Ada Holm"])
    assert shown(q="aab") == (["Åse Aaby"], [])
    badges = desk.get(to("badges", days.conference.pk), {"q": "ada"}).context["page_obj"]
    assert [each.person.name for each in badges] == ["Ada Holm"]


def test_those_who_have_not_come_are_a_spreadsheet(desk, days):
    check_in(days.ada, by=days.helper)
    answer = desk.get(to("sheet", days.conference.pk))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        text = book.read("xl/sharedStrings.xml").decode()
    assert "Åse Aaby" in text and "Bo Å. Lund" in text and "Ada Holm" not in text
    assert Entry.objects.get(action="check_in.not_come_exported").facts == {"rows": 2}


def test_somebody_whom_nobody_checked_in_is_ticked_afterwards(desk, days):
    let_begin(days.conference, days_ago=5)
    address = to("tick", days.conference.pk, days.ada.pk)
    desk.post(address, {"ind": "1"})
    row = CheckIn.objects.get()
    assert (row.registration, row.by) == (days.ada, days.editor)
    # It happened while the conference lasted, whenever it is ticked.
    assert timezone.localdate(row.at) <= Conference.objects.get().ends_on + timedelta(days=1)
    assert "Ada Holm var der ikke." in desk.post(address, {"ind": "0"}, follow=True).text
    assert not CheckIn.objects.exists()


def test_a_draft_has_no_door(desk, days):
    Conference.objects.update(state="draft")
    assert "er annonceret" in desk.get(to("days", days.conference.pk)).text
    assert desk.get(to("badges", days.conference.pk)).status_code == 200


def test_a_helper_is_named_told_and_dismissed(desk, days):
    person = make_member("Dorte Dam", "Odense")
    page = to("helpers", days.conference.pk)
    answer = desk.post(page, {"person": person.pk}, follow=True)
    assert "Dorte Dam hjælper ved døren" in answer.text
    notice = Notice.objects.get(recipient=person)
    assert notice.url == reverse("check_in:page", args=[days.conference.pk])
    assert OutgoingMail.objects.filter(template="check_in/mail/helper", recipient=person).exists()
    assert (
        desk.post(page, {"person": person.pk}).status_code == 200
    )  # the form again, with its error
    helper = Helper.objects.get(person=person)
    desk.post(to("dismiss", days.conference.pk, helper.pk))
    assert not Helper.objects.filter(person=person).exists()
    helping.dismiss_helper(helper=helper, by=days.editor)


def test_who_cannot_be_named_and_by_whom(days, personas):
    def codes(person, by) -> list:
        with pytest.raises(Refused) as refused:
            make_helper(days.conference, person, by=by)
        return refused.value.codes

    assert codes(days.helper, days.editor) == ["named"]
    assert codes(make_former(), days.editor) == ["no_member"]
    assert codes(personas.jurist, days.helper) == ["not_allowed"]
    let_begin(days.conference, days_ago=4)
    days.conference.refresh_from_db()
    assert codes(personas.jurist, days.editor) == ["over"]


def test_rule_and_list_agree_for_everybody_at_every_time(days, personas):
    for days_ago in (-40, 0, 2, 3, 40):
        conference = let_begin(days.conference, days_ago=days_ago)
        for name in personas.NAMES:
            user = getattr(personas, name)
            listed = queries.conferences_at(user).filter(pk=conference.pk).exists()
            assert listed == rules.may_check_in(user, conference), (name, days_ago)


def test_the_conferences_page_leads_those_who_help_to_the_door(client, days, personas):
    for user, sees in ((days.helper, True), (days.editor, True), (personas.coordinator, False)):
        client.force_login(user)
        page = client.get(reverse("conference:home")).text
        assert (reverse("check_in:page", args=[days.conference.pk]) in page) == sees, user


def test_a_month_later_only_those_who_came_are_left_and_then_only_how_many(days):
    printing.print_badges(conference=days.conference, batch=Batch.ALL, by=days.editor)
    for row in (days.ada, days.bo):
        check_in(row, by=days.helper)
        check_in(row, days.lunch, by=days.helper)
    over = timezone.now() + timedelta(days=days.conference.days)
    assert forgetting.forget_days(before=over - timedelta(days=2), by=None) == 0
    assert forgetting.forget_days(before=over, by=None) > 0
    assert not (Deed.objects.exists() or Badge.objects.exists() or Helper.objects.exists())
    meals = CheckIn.objects.filter(part__isnull=False)
    assert (meals.count(), meals.filter(registration=None, by=None).count()) == (2, 2)
    assert CheckIn.objects.filter(part=None, registration__isnull=False).count() == 2
    assert forgetting.forget_who_came(before=over, by=None) == 2
    assert queries.sheets_of(days.editor, days.conference)[0].inside == 2
    assert forgetting.forget_days(before=over, by=None) == 0
    assert forgetting.forget_who_came(before=over, by=None) == 0


def test_a_phone_that_comes_late_is_told_who_is_in_also_without_the_deeds(days):
    check_in(days.ada, by=days.helper)
    Deed.objects.all().delete()
    number, rows = queries.changed_since(days.conference, 0)
    assert (number, [row[:2] for row in rows]) == (1, [(days.ada.pk, 0)])

"""Whether a version helped, and reports that something is out of date."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from resources.care import queries
from resources.care.flows import hearing
from resources.care.models import Opinion, Report
from resources.library.enums import Audience
from resources.library.flows.publishing import withdraw_version
from tests.factories import care
from tests.factories.people import make_member
from tests.factories.resources import make_guide, make_version


@pytest.fixture
def guide(db):
    return make_guide("Frister")


@pytest.fixture
def version(guide):
    return make_version(guide)


@pytest.fixture
def reader(db):
    return make_member("Lis Læser", "Odense")


def told(kind: str) -> list[str]:
    notices = Notice.objects.filter(kind=kind).order_by("recipient__name")
    return list(notices.values_list("recipient__name", flat=True))


def test_each_reader_says_it_once_for_each_version_and_may_change_it(version, reader, client):
    client.force_login(reader)
    address = reverse("care:say", args=[version.pk])
    assert "Hjalp det dig?" in client.get(version.get_absolute_url()).content.decode()
    client.post(address, {"helped": "nej"})
    client.post(address, {"helped": "ja", "words": "Skriv mere om frister."})
    said = Opinion.objects.get()
    assert (said.helped, said.words) == (True, "Skriv mere om frister.")
    assert "Du har svaret ja." in client.get(version.get_absolute_url()).content.decode()
    next_one = make_version(version.edition.guide)
    assert "Hjalp det dig?" in client.get(next_one.get_absolute_url()).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.create(person=reader, version=version, helped=True)


def test_the_owner_is_told_of_a_word_and_not_whose_it_is(guide, version, reader):
    owner = make_member("Mette Holm", "Odense")
    care.own(guide, owner)
    hearing.say(version=version, helped=True, by=reader)
    assert told("material-word") == []
    for words in ("Skriv mere.", "Skriv mere.", "Skriv meget mere."):
        hearing.say(version=version, helped=False, words=words, by=reader)
    assert told("material-word") == ["Mette Holm", "Mette Holm"]
    assert not Notice.objects.filter(title__contains="Lis")
    assert not Entry.objects.filter(action="care.said").exclude(object_id="")


def test_without_an_owner_those_who_keep_the_library_hear_of_it(version, reader, personas):
    assert personas.editor
    hearing.say(version=version, helped=True, words="Tak.", by=reader)
    assert told("material-word") == ["Rikke Redaktør"]


def test_desk_and_owner_see_counts_and_words_and_no_name(guide, version, reader, personas, client):
    care.own(guide, personas.member)
    hearing.say(version=version, helped=True, words="Skriv mere.", by=reader)
    hearing.say(version=version, helped=False, by=personas.coordinator)
    (tally,) = queries.tallies(personas.editor)
    assert (tally.yes, tally.no, [each.words for each in tally.words]) == (1, 1, ["Skriv mere."])
    for user, address in (
        (personas.editor, reverse("care_desk:opinions")),
        (personas.member, reverse("care:words", args=[guide.pk])),
    ):
        client.force_login(user)
        page = client.get(address).content.decode()
        assert "Skriv mere." in page
        assert "Lis" not in page
        assert "Ole Bro" not in page


def test_nobody_else_sees_what_readers_say(guide, version, reader, personas, client):
    hearing.say(version=version, helped=True, words="Skriv mere.", by=reader)
    client.force_login(personas.coordinator)
    assert client.get(reverse("care:words", args=[guide.pk])).status_code == 404
    assert queries.tallies(personas.coordinator) == []
    assert "Skriv mere." not in client.get(guide.get_absolute_url()).content.decode()


def test_only_members_who_may_read_it_say_anything(personas):
    guide = make_guide("Fyns", audience=Audience.GROUP, group=personas.group)
    version = make_version(guide)
    for user in (personas.other_coordinator, personas.former, personas.applicant):
        with pytest.raises(Refused):
            hearing.say(version=version, helped=True, by=user)
        with pytest.raises(Refused):
            hearing.report(guide=guide, words="Gammelt.", by=user)


def test_of_a_withdrawn_version_nothing_is_said(version, reader):
    withdraw_version(version=version, because="Forkert.", by=None)
    version.refresh_from_db()
    with pytest.raises(Refused):
        hearing.say(version=version, helped=True, by=reader)


def test_no_cpr_number_in_what_readers_write(guide, version, reader, client):
    client.force_login(reader)
    words = {"helped": "ja", "words": "Sagen om 010190-1234"}
    client.post(reverse("care:say", args=[version.pk]), words)
    client.post(reverse("care:report", args=[guide.pk]), words)
    assert not Opinion.objects.exists()
    assert not Report.objects.exists()


def test_a_report_is_told_shown_and_answered(guide, version, reader, personas, client):
    care.own(guide, personas.member)
    assert personas.editor
    client.force_login(reader)
    client.post(reverse("care:report", args=[guide.pk]), {"words": "Fristen er ny."})
    assert told("material-outdated") == ["Mette Holm", "Rikke Redaktør"]
    page = client.get(guide.get_absolute_url()).content.decode()
    assert "Sekretariatet ser på det" in page
    assert "Fristen er ny." not in page
    client.force_login(personas.editor)
    assert "Fristen er ny." in client.get(reverse("care_desk:overview")).content.decode()
    report = Report.objects.get()
    address = reverse("care_desk:settle", args=[report.pk])
    assert client.post(address, {"outcome": "mended", "answer": ""}).status_code == 200
    client.post(address, {"outcome": "mended", "answer": "Tak, den er rettet."})
    assert told("material-settled") == ["Lis Læser"]
    client.force_login(reader)
    assert "Tak, den er rettet." in client.get(reverse("care:mine")).content.decode()
    assert "Sekretariatet ser på det" not in client.get(guide.get_absolute_url()).content.decode()


def test_one_report_of_a_guide_waits_at_a_time(guide, reader, personas):
    first = care.report(guide, reader)
    with pytest.raises(Refused):
        care.report(guide, reader)
    hearing.settle(report=first, outcome="right", answer="Den gælder.", by=personas.editor)
    with pytest.raises(Refused) as refused:
        hearing.settle(report=first, outcome="right", answer="Den gælder.", by=personas.editor)
    assert [each.code for each in refused.value.blockers] == ["settled"]
    assert care.report(guide, reader)


def test_only_those_who_keep_the_library_settle_it(guide, reader, personas):
    report = care.report(guide, reader)
    with pytest.raises(Refused):
        hearing.settle(report=report, outcome="right", answer="Nej.", by=personas.jurist)


def test_the_desk_counts_what_waits(guide, reader, personas):
    care.report(guide, reader)
    assert queries.waiting_for(personas.editor) == 1
    assert queries.waiting_for(personas.jurist) == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_desk_asks_as_much_for_many_words_as_for_one(
    personas, client, django_assert_num_queries, count
):
    for place in range(count):
        version = make_version(make_guide(f"Frister {place}"))
        hearing.say(version=version, helped=True, words="Tak.", by=personas.member)
    client.force_login(personas.editor)
    client.get(reverse("care_desk:opinions"))
    with django_assert_num_queries(12):
        client.get(reverse("care_desk:opinions"))

"""One's own data: all of it, nobody else's, in Danish, on a page and in a file."""

import json
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.db import connection
from django.db.models import FileField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from members.admission.models import Application
from members.people.flows import membership
from members.people.models import User
from portal.audit import trail
from portal.audit.models import Entry
from portal.notices.flows import tell
from portal.retention.own_data import files
from portal.retention.own_data.reading import CHAPTERS, Found, own_data
from portal.retention.own_data.withheld import WITHHELD
from portal.retention.policy import policy
from tests.factories import forum
from tests.factories.people import make_former, make_member, make_user
from tests.factories.whole_person import make_whole_person

PAGE = reverse("retention:my_data")
FILES = [reverse(f"retention:as_{kind}") for kind in ("json", "sheet", "zip")]
SOURCES = [source for chapter in CHAPTERS for source in chapter.sources]
#: The portal never writes a row of these.
UNUSED = {"account.EmailConfirmation"}


def test_every_personal_field_of_the_policy_is_shown_or_said_why_not():
    shown = {name for source in SOURCES for name in source.fields}
    withheld = {name for names in WITHHELD.values() for name in names}
    assert set(policy().personal()) - shown - withheld == set()
    assert withheld & shown == set()
    assert withheld - set(policy().personal()) == set()


def test_every_source_says_why_and_how_long():
    for source in SOURCES:
        assert Found(source, [], False).reasons, source.model_label


def test_every_label_is_danish():
    # The words that are the same in both.
    same = {"E-mail", "Browser", "Version", "Reference", "Session", "Link"}
    for words in {column.label for source in SOURCES for column in source.columns}:
        with translation.override("en"):
            english = str(words)
        with translation.override("da"):
            assert str(words) != english or english in same


@pytest.mark.django_db
def test_everything_about_one_who_has_done_everything_is_there(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    person = make_whole_person().gert
    person = User.objects.get(pk=person.pk)
    empty = []
    for found in (found for chapter in own_data(person) for found in chapter.sources):
        label = found.source.model_label
        if label in UNUSED:
            continue
        for place, column in enumerate(found.source.columns):
            if not any(row[place] not in (None, "", []) for row in found.rows):
                empty.append((label, column.path))
    assert empty == []


@pytest.mark.django_db
def test_nothing_of_anybody_else_is_there(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_whole_person()
    stranger = make_user("Helt Ny")
    found = [found for chapter in own_data(stranger) for found in chapter.sources if found.rows]
    assert [each.source.model_label for each in found] == ["people.User", "account.EmailAddress"]
    assert "Gert" not in str([each.rows for each in found])


@pytest.mark.django_db
def test_an_anonymous_question_is_its_writers_own_and_no_other_readers():
    writer, other = make_member("Mette Holm"), make_member("Bo Lund", "Aalborg")
    forum.make_question(writer, "Må jeg spørge dumt?", anonymous=True)
    written = {user: str([c.sources for c in own_data(user)]) for user in (writer, other)}
    assert "Må jeg spørge dumt?" in written[writer]
    assert "Må jeg spørge dumt?" not in written[other]


@pytest.mark.django_db
def test_every_account_sees_its_own_page_and_a_stranger_the_log_in():
    for user in (make_member(), make_former(), make_user("Ansøger Andersen")):
        client = Client()
        client.force_login(user)
        page = client.get(PAGE)
        assert page.status_code == 200 and user.name in page.text and user.email in page.text
        assert "no-store" in page["Cache-Control"]
    for path in (PAGE, *FILES):
        assert Client().get(path)["Location"].startswith(reverse("account_login")), path


@pytest.mark.django_db
def test_the_page_says_what_why_and_how_long_in_danish(client):
    user = make_member("Mette Holm", title="Borgerrådgiver", phone="12 34 56 78")
    client.force_login(user)
    text = client.get(PAGE).text
    for words in (
        "Det gemmer vi om dig",
        "Stilling",
        "12 34 56 78",
        "Kolleger skal vide, hvem de taler med.",
        "6 måneder efter, at medlemskabet er ophørt.",
        "Det gemmer vi intet om dig af",
        "Adgangskoder, nøgler og indholdet af sessioner.",
    ):
        assert words in text, words
    assert user.password not in text and "md5$" not in text


@pytest.mark.django_db
def test_the_page_shows_the_newest_and_the_file_has_all(client):
    user = make_member()
    for place in range(12):
        tell([user], kind="x", title=f"Nyt nr. {place:02}", url="/", by=None)
    client.force_login(user)
    text = client.get(PAGE).text
    assert "Nyt nr. 11" in text and "Nyt nr. 02" in text and "Nyt nr. 01" not in text
    assert "Det er de nyeste. Alle står i filen." in text
    table = json.loads(client.get(FILES[0]).content)
    notices = table["Dine oplysninger"]["Notifikationer og mails"]["Notifikationer"]
    assert [row["Titel"] for row in notices["Rækker"]] == [
        f"Nyt nr. {place:02}" for place in reversed(range(12))
    ]
    assert notices["Hvor længe"] == ["90 dage"]


@pytest.mark.django_db
def test_the_spreadsheet_has_a_line_for_each_value(client):
    client.force_login(make_member("Mette Holm"))
    answer = client.get(FILES[1])
    assert answer["Content-Disposition"].startswith('attachment; filename="mine-oplysninger-')
    words = ZipFile(BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    for text in ("Område", "Hvor længe", "Mette Holm", "Medlemskaber"):
        assert text in words


@pytest.mark.django_db
def test_handing_over_is_in_the_trail_and_looking_is_not(client):
    user = make_member()
    client.force_login(user)
    client.get(PAGE)
    assert not Entry.objects.filter(action="retention.handed_over").exists()
    for path in FILES:
        client.get(path)
    handed_over = trail.of_object(user).filter(action="retention.handed_over")
    assert [(entry.by_id, entry.about_id) for entry in handed_over] == [(user.pk, user.pk)] * 3


@pytest.mark.django_db
def test_a_former_member_still_finds_what_is_kept(client):
    user = make_member()
    forum.make_question(user, "Hvor er min sag?")
    membership.end_membership(person=user, by=None)
    client.force_login(user)
    assert "Hvor er min sag?" in client.get(PAGE).text


@pytest.mark.django_db
def test_the_page_takes_one_query_a_source_however_much_there_is(client):
    user = make_member()
    client.force_login(user)
    client.get(PAGE)
    counts = []
    for more in (1, 2, 27):
        for _each in range(more):
            question = forum.make_question(user)
            tell([user], kind="x", title="x", url="/", by=None)
            trail.record("groups.changed", on=question, by=user, about=user)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2], counts


# --- everything in one file --------------------------------------------------------------------------
#: Files that one has put up for the network, and which stay the network's.
THE_NETWORKS = {
    "wagtaildocs.Document.file",
    "wagtailimages.Image.file",
    "wagtailcore.UploadedFile.file",
    "transfer.Batch.file",
    "transfer.Export.file",
}


def test_every_file_of_ones_own_is_handed_over():
    for source in SOURCES:
        for field in source.model._meta.local_fields:
            name = f"{source.model_label}.{field.name}"
            if isinstance(field, FileField) and name not in THE_NETWORKS:
                assert field.name in source.files, (
                    f"{name} is a file of one's own: add files=({field.name!r},) to the source "
                    f"{source.heading} in portal/retention/own_data, or name it in THE_NETWORKS."
                )


@pytest.mark.django_db
def test_the_whole_has_both_files_and_ones_own(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    person = make_whole_person().gert
    client.force_login(person)
    answer = client.get(FILES[2])
    assert answer["Content-Type"] == "application/zip" and "no-store" in answer["Cache-Control"]
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as whole:
        names = whole.namelist()
        assert names[:2] == ["mine-oplysninger.json", "mine-oplysninger.xlsx"]
        assert len(names) == 7 and names[2].endswith("-Gåets-ansættelsesbrev.pdf")
        assert names[3].endswith("-Udkast.docx") and names[4].endswith("-Oplæg.docx")
        assert names[5].endswith("-Brev.docx")
        assert names[6].endswith("x.png") and whole.read(names[6]) == b"x"
        assert "Dine oplysninger" in json.loads(whole.read(names[0]))


@pytest.mark.parametrize(
    ("called", "place"),
    [
        ("Udkast til høring.docx", "filer/007-Udkast-til-høring.docx"),
        ("../../etc/passwd", "filer/007-passwd"),
        ("C:\\Users\\mh\\brev.pdf", "filer/007-brev.pdf"),
        ("...", "filer/007-fil"),
    ],
)
def test_no_name_leads_out_of_the_file(called, place):
    stored = SimpleNamespace(instance=SimpleNamespace(name=called), name="a/b")
    assert files._name(7, stored) == place


@pytest.mark.django_db
def test_nobody_of_the_secretariat_is_named(settings, tmp_path):
    """Who decided is the secretariat; a colleague who stands in or helps is named."""
    settings.MEDIA_ROOT = tmp_path
    whole = make_whole_person()
    whole.other.name = "Rikke Redaktør"
    whole.other.save()
    Application.objects.update(vetter=whole.other)
    person = User.objects.get(pk=whole.gert.pk)
    named = {
        (found.source.model_label, column.path)
        for chapter in own_data(person)
        for found in chapter.sources
        for row in found.rows
        for column, value in zip(found.source.columns, row, strict=True)
        if "Rikke Redaktør" in str(value)
    }
    assert named == {
        ("people.Post", "deputy_for.person.name"),
        ("people.Absence", "deputy.name"),
        ("people.Absence", "person.name"),
        ("onboarding.Onboarding", "buddy.name"),
        ("onboarding.Onboarding", "person.name"),
    }

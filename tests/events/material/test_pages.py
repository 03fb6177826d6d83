"""Material on the meeting's page, the pages that add and change it, and the files themselves."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from events.material import forms, problems
from events.material.enums import Phase
from events.material.models import Material
from events.meetings.flows import attending, planning, reminding
from events.meetings.models import SignUp
from events.minutes.flows import writing
from portal.notices.models import OutgoingMail
from portal.notices.tasks import render
from resources.library.flows.retiring import retire
from tests.factories import files
from tests.factories.events import (
    make_draft,
    make_material,
    make_meeting,
    make_minutes,
    thing,
)
from tests.factories.people import Personas
from tests.factories.resources import make_guide

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def runner(client, personas):
    client.force_login(personas.coordinator)
    return client


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(client, meeting, *chosen, **more):
    data = {"phase": "before", "key": uuid.uuid4(), "attached": list(chosen), **more}
    return client.post(reverse("material:add", args=[meeting.pk]), data)


# --- the meeting's page ------------------------------------------------------------------------------
def test_the_page_shows_what_lies_before_and_after_and_under_its_point(client, personas):
    meeting = make_meeting(
        personas.group, by=personas.coordinator, agenda=[planning.Point("Frister", 240)]
    )
    by = personas.coordinator
    word = make_material(
        meeting, by=by, name="Oplæg_om_frister.docx", about="Læs side 2", point=meeting.agenda.get()
    )
    link = make_material(
        meeting, by=by, things=[thing(link="https://eksempel.example/lov", title="Loven")]
    )
    guide = make_material(
        meeting, by=by, things=[thing(guide=make_guide("Notatpligt", klarret=7))], phase=Phase.AFTER
    )
    client.force_login(personas.member)
    page = client.get(meeting.get_absolute_url()).text
    assert page.count(word.get_absolute_url()) == 2  # in its place, and under its point
    text = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "Oplæg om frister (Word, " in text and "Læs side 2" in text and "Ole Bro, " in text
    assert f'href="{link.link}"' in page and "Loven (link)" in text
    assert guide.guide.get_absolute_url() in page and "(i biblioteket)" in text
    assert text.index("På forhånd") < text.index("Loven (link)") < text.index("Bagefter")
    assert "Læg materiale" not in text and "Fjern" not in text


def test_what_is_retired_since_says_so_and_what_to_use(
    client, personas, meeting, django_assert_num_queries
):
    old, new, third = (
        make_guide("Gammel notatpligt"),
        make_guide("Ny notatpligt"),
        make_guide("Tredje"),
    )
    for guide in (old, third):
        make_material(meeting, by=personas.coordinator, things=[thing(guide=guide)])
    client.force_login(personas.member)
    client.get(meeting.get_absolute_url())
    assert "er udgået" not in client.get(meeting.get_absolute_url()).text
    retire(guide=old, because="Loven er ophævet.", instead=new, by=personas.editor)
    with django_assert_num_queries(17):  # the chains, where they end, and the reader's groups
        page = client.get(meeting.get_absolute_url()).text
    text = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert text.count("Gammel notatpligt er udgået; brug Ny notatpligt i stedet.") == 1
    assert page.count(f'href="{new.get_absolute_url()}"') == 1
    retire(guide=third, because="Loven er ophævet.", by=personas.editor)
    assert "Tredje er udgået." in re.sub(
        r"<[^>]+>", "", client.get(meeting.get_absolute_url()).text
    )


def test_an_empty_shelf_is_shown_to_whoever_can_fill_it(client, personas, meeting):
    for name, shown in (("coordinator", True), ("member", False)):
        client.force_login(getattr(personas, name))
        assert ('id="materiale"' in client.get(meeting.get_absolute_url()).text) == shown


def test_who_brings_a_point_finds_the_way_to_it(client, personas):
    agenda = [planning.Point("Frister", 60, personas.member), planning.Point("Andet", 60)]
    meeting = make_meeting(personas.group, by=personas.coordinator, agenda=agenda)
    point = meeting.agenda.first()
    client.force_login(personas.member)
    page = client.get(meeting.get_absolute_url()).text
    address = f"{reverse('material:add', args=[meeting.pk])}?punkt={point.pk}"
    assert page.count(address) == 1
    form = client.get(address).context["form"]
    assert list(form.fields["point"].queryset) == [point]
    assert add(client, meeting, sent("Oplæg.docx", files.word("Tekst"))).status_code == 200
    add(client, meeting, sent("Oplæg.docx", files.word("Tekst")), point=point.pk)
    assert Material.objects.get().point == point


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_queries_do_not_grow(client, personas, meeting, django_assert_num_queries, number):
    make_material(
        meeting,
        by=personas.coordinator,
        things=[
            thing(link=f"https://eksempel.example/{n}", title=f"Nr. {n}") for n in range(number)
        ],
    )
    client.force_login(personas.member)
    client.get(meeting.get_absolute_url())
    with django_assert_num_queries(14):
        client.get(meeting.get_absolute_url())


# --- adding ------------------------------------------------------------------------------------------
def test_several_files_a_link_and_a_guide_come_in_one_go(runner, meeting, stored):
    guide = make_guide("Notatpligt", klarret=7)
    answer = add(
        runner,
        meeting,
        sent("Oplæg om frister.docx", files.word("Tekst")),
        sent("Foto.png", files.picture()),
        link="https://eksempel.example/lov",
        title="Loven",
        guide=guide.pk,
        about="Til det første punkt",
    )
    assert answer.status_code == 302 and answer.url.endswith("#materiale")
    assert list(Material.objects.values_list("title", "name", "kind", "link")) == [
        ("Oplæg om frister", "Oplæg om frister.docx", "docx", ""),
        ("Foto", "Foto.png", "png", ""),
        ("Loven", "", "", "https://eksempel.example/lov"),
        (guide.full_title, "", "", ""),
    ]
    assert stored() == [".docx", ".png"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Notat.pdf", b"MZ\x90", "er en type fil, der ikke kan vedhæftes"),
        ("Notat.pdf", files.word("Tekst"), "er noget andet, end navnet siger"),
        ("Notat.docm", files.word("x", **{"word/vbaProject.bin": "x"}), "indeholder makroer"),
        ("Notat.docx", b"", "tom"),
        (f"Brev {CPR}.docx", files.word("Tekst"), "i navnet"),
        ("Brev.docx", files.word(f"Borgeren hedder {CPR}"), "CPR-nummer"),
    ],
)
def test_a_file_that_cannot_be_taken_says_so_and_nothing_is_kept(
    runner, meeting, stored, name, content, words
):
    page = add(
        runner,
        meeting,
        sent("God.docx", files.word("Tekst")),
        sent(name, content),
        about="Det her skal blive stående",
    )
    problem, again = page.context["form"].errors["attached"]
    assert words in problem and CPR not in page.text
    assert again == "Vælg også de andre filer igen: der er ikke lagt noget op endnu."
    assert "Det her skal blive stående" in page.text
    assert not Material.objects.exists() and stored() == []


@pytest.mark.parametrize(
    ("sent_along", "field", "words"),
    [
        ({}, "attached", "Vælg en fil"),
        ({"link": "https://eksempel.example/"}, "title", "hvad linket fører til"),
        ({"link": "http://eksempel.example/", "title": "Loven"}, "link", "https://"),
        ({"link": "javascript:alert(1)", "title": "Loven"}, "link", "hel webadresse"),
        ({"link": f"https://eksempel.example/{CPR}", "title": "Loven"}, "link", "CPR"),
        ({"link": "https://eksempel.example/", "title": f"Sag {CPR}"}, "title", "CPR"),
        ({"phase": "midt"}, "phase", ""),
    ],
)
def test_what_is_wrong_stands_at_its_field(runner, meeting, sent_along, field, words):
    page = add(runner, meeting, **sent_along)
    assert words.lower() in " ".join(page.context["form"].errors[field]).lower()
    assert not Material.objects.exists()


def test_too_many_files_are_not_even_read(runner, meeting, monkeypatch):
    for module in (problems, forms):
        monkeypatch.setattr(module, "MOST", 1)
    monkeypatch.setattr("portal.ui.uploads.taken", lambda file: pytest.fail("was read"))
    page = add(runner, meeting, *(sent(f"{n}.docx", b"x") for n in range(2)))
    (problem,) = page.context["form"].errors["attached"]
    assert "1" in problem and not Material.objects.exists()


def test_who_writes_the_minutes_is_offered_after_alone(client, personas, meeting):
    minutes = make_minutes(meeting, by=personas.coordinator)
    writing.name_co_writer(minutes=minutes, person=personas.member, by=personas.coordinator)
    client.force_login(personas.member)
    page = client.get(reverse("material:add", args=[meeting.pk]))
    assert [value for value, _ in page.context["form"].fields["phase"].choices] == ["after"]


def test_nobody_adds_to_a_meeting_that_was_called_off(runner, personas, meeting):
    planning.cancel(meeting=meeting, by=personas.coordinator)
    assert runner.get(reverse("material:add", args=[meeting.pk])).status_code == 302
    assert add(runner, meeting, sent("A.docx", files.word("x"))).status_code == 302
    assert not Material.objects.exists()


# --- changing and removing ---------------------------------------------------------------------------
def test_title_line_and_phase_are_changed(runner, personas, meeting):
    material = make_material(meeting, by=personas.coordinator)
    address = reverse("material:change", args=[material.pk])
    assert 'value="Oplæg"' in runner.get(address).text
    form = {"title": "Slides", "about": "Fra dagen", "phase": "after", "point": ""}
    assert runner.post(address, {**form, "title": f"Sag {CPR}"}).context["form"].errors["title"]
    assert runner.post(address, form).status_code == 302
    material.refresh_from_db()
    assert (material.title, material.about, material.phase) == ("Slides", "Fra dagen", "after")


def test_removing_asks_first(runner, personas, meeting):
    material = make_material(meeting, by=personas.coordinator)
    address = reverse("material:remove", args=[material.pk])
    assert "Oplæg" in runner.get(address).text and Material.objects.exists()
    assert runner.post(address).status_code == 302 and not Material.objects.exists()


def test_two_change_places(runner, personas, meeting):
    make_material(meeting, by=personas.coordinator, things=[thing("Et.docx"), thing("To.docx")])
    last = Material.objects.get(title="To")
    runner.post(reverse("material:move", args=[last.pk]), {"vej": "op"})
    assert list(Material.objects.values_list("title", flat=True)) == ["To", "Et"]


@pytest.mark.parametrize("name", Personas.NAMES)
@pytest.mark.parametrize("deed", ["change", "remove", "move"])
def test_only_those_who_run_the_meeting_change_it(client, personas, meeting, name, deed):
    material = make_material(meeting, by=personas.coordinator)
    user = getattr(personas, name)
    if user.is_authenticated:
        client.force_login(user)
    status = client.post(reverse(f"material:{deed}", args=[material.pk])).status_code
    runs = name in ("coordinator", "administrator", "editor")
    if name == "stranger":
        assert status == 302 and Material.objects.count() == 1
    elif not runs:
        assert status == 403 and Material.objects.count() == 1
    else:
        assert status in (200, 302)


# --- the file ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", Personas.NAMES)
@pytest.mark.parametrize("is_draft", [True, False])
def test_a_file_opens_for_those_who_see_the_meeting_and_is_not_there_for_others(
    client, personas, meeting, name, is_draft
):
    at = make_draft(personas.group, by=personas.coordinator) if is_draft else meeting
    material = make_material(at, by=personas.coordinator)
    user = getattr(personas, name)
    if user.is_authenticated:
        client.force_login(user)
    right = material.get_absolute_url()
    wrong_name = reverse("material:file", args=[material.pk, "Andet.docx"])
    wrong_number = reverse("material:file", args=[material.pk + 999, material.name])
    sees = name in (
        ("coordinator", "administrator", "editor")
        if is_draft
        else ("member", "coordinator", "other_coordinator", "editor", "jurist", "administrator")
    )
    for extra in (
        {},
        {"Range": "bytes=0-3"},
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ):
        for ask in (client.get, client.head):
            answers = [ask(each, headers=extra) for each in (right, wrong_name, wrong_number)]
            statuses = [each.status_code for each in answers]
            assert not any(each.has_header("ETag") for each in answers)
            if sees:
                assert statuses == [206 if "Range" in extra else 200, 404, 404]
                assert "no-store" in answers[0]["Cache-Control"]
            else:
                assert len(set(statuses)) == 1 and statuses[0] in (302, 403, 404)
                told = {"Accept-Ranges", "Content-Range", "Content-Disposition", "Last-Modified"}
                assert not any(told & set(each.headers) for each in answers)


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("Oplæg.docx", files.word("Tekst"), "attachment"),
        ("Oplæg.pdf", files.pdf("Tekst"), "inline"),
        ("Foto.png", files.picture(), "inline"),
    ],
)
def test_pdf_and_pictures_are_shown_and_the_rest_is_saved(runner, meeting, name, content, shown):
    add(runner, meeting, sent(name, content))
    material = Material.objects.get()
    whole = runner.get(material.get_absolute_url())
    assert whole["Content-Disposition"].startswith(shown)
    assert whole["Content-Type"] == material.media_type
    assert whole["X-Content-Type-Options"] == "nosniff"
    assert len(whole.content) == material.size == int(whole["Content-Length"])
    part = runner.get(material.get_absolute_url(), headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, whole.content[2:6])
    assert runner.head(material.get_absolute_url()).content == b""
    beyond = runner.get(material.get_absolute_url(), headers={"Range": "bytes=99999999-"})
    assert beyond.status_code == 416


def test_a_link_has_no_file_and_a_lost_file_is_not_there(runner, personas, meeting, folder):
    link = make_material(
        meeting, by=personas.coordinator, things=[thing(link="https://e.example/", title="Et")]
    )
    assert runner.get(reverse("material:file", args=[link.pk, "Et"])).status_code == 404
    lost = make_material(meeting, by=personas.coordinator)
    lost.file.storage.delete(lost.file.name)
    assert runner.get(lost.get_absolute_url()).status_code == 404


# --- the reminder ------------------------------------------------------------------------------------
@pytest.mark.parametrize("lies", [True, False])
def test_the_reminder_says_that_material_lies_ready(personas, lies):
    meeting = make_meeting(personas.group, by=personas.coordinator, days=1.5)
    if lies:
        make_material(meeting, by=personas.coordinator, name="Hemmelig titel.docx")
    make_material(meeting, by=personas.coordinator, phase=Phase.AFTER)
    attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
    SignUp.objects.update(changed_at=timezone.now() - timedelta(days=3))
    assert reminding.remind(by=None) == 1
    mail = OutgoingMail.objects.get(template="meetings/mail/soon")
    assert mail.context["material"] == int(lies)
    message = render(mail)
    for text in (message.body, message.alternatives[0].content):
        assert ("Der ligger materiale til mødet" in text) == lies
        assert "Hemmelig titel" not in text and meeting.get_absolute_url() in text

"""Every address as every persona, asked and posted to: in where one may, and nowhere else."""

from datetime import time

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from events.conference.enums import SessionKind, Tone
from events.conference.flows import places
from events.conference.flows.points import Point
from forum.drafting.flows import draft_from
from portal.notices.models import Notice, OutgoingMail
from portal.retention.enums import Kind
from portal.retention.flows import asking
from portal.words.models import SameWords
from resources.klarret import flows as series
from resources.shelves import flows as shelves
from resources.transfer.flows import exporting
from resources.transfer.models import Batch
from tests.factories import (
    admission,
    billing,
    care,
    certificates,
    check_in,
    contributions,
    courses,
    events,
    files,
    forum,
    polls,
    proposals,
    resources,
    vetting,
)
from tests.factories.people import Personas
from tests.house.doors import DOORS, PUBLIC, ROLES, SOME_MEMBERS, opens
from tests.house.rooms import ROOMS

pytestmark = pytest.mark.alike


def addresses(resolver=None, prefix=""):
    """Name → the names of its parts, for every address of ours."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern, namespace)
        elif pattern.callback.__module__.partition(".")[0] in ROOMS and pattern.name:
            yield f"{prefix}{pattern.name}", list(pattern.pattern.regex.groupindex)


ALL = dict(addresses())
EDITOR = "wagtailsnippets_library_edition"
#: Wagtail's own view sets in our name: walked with the rest of the admin below.
VIEW_SETS = {
    name
    for name in ALL
    if name.partition(":")[0] in ("onboarding_steps", "onboarding_tracks", "guide", EDITOR)
}
OURS = {name: parts for name, parts in ALL.items() if name not in VIEW_SETS}


def test_every_address_has_a_door():
    assert set(OURS) - set(DOORS) == set()
    assert set(DOORS) - set(OURS) == set()


#: The forum's addresses that name an answer.
ANSWERS = (
    "edit_answer",
    "comment",
    "accept",
    "confirm",
    "helpful",
    "trace_answer",
    "answer_history",
    "delete_answer",
    "answer_files",
    "answer_place",
    "quote",
)


@pytest.fixture
def scene(db):
    """One of each thing, owned by the member; gives the values for the addresses' parts."""
    people = Personas()
    people.all()
    question = forum.make_question(people.member)
    answer = forum.make_answer(question, people.jurist)
    comment = forum.make_comment(answer, people.member)
    wording = forum.make_wording(comment)
    report = forum.make_report(comment, people.coordinator)
    attachment = forum.make_attachment(question)
    meeting = events.make_meeting(people.group)
    conference = events.make_conference(
        programme=[Point(1, time(10), time(11), SessionKind.PARALLEL, "Mægling")]
    )
    hall = places.write_hall(conference=conference, name="Salen", by=people.editor)
    track = places.write_track(
        conference=conference, name="Praksis", tone=Tone.SAND, by=people.editor
    )
    proposal = proposals.make_proposal(conference, people.member, by=people.editor)
    panelist = proposals.name(proposal.call, people.coordinator, by=people.editor)
    registration = events.register(conference, people.member)
    billing.make_seller(by=people.editor)
    bill = billing.bill_all(conference, by=people.editor)[0]
    night = events.make_part(conference, capacity=1, by=people.editor)
    in_line = events.register(conference, people.coordinator, waits=[night])
    in_line.bookings.update(place="waiting", waiting_since=timezone.now())
    night.conference.parts.update(taken=0)
    guide = resources.make_guide()
    version = resources.make_version(guide, files=[("Brev.docx", files.word("Kære borger"))])
    beside = version.edition.files.get()
    outdated = care.report(guide, people.jurist)
    basis = resources.make_basis(guide)
    change, other_change = (
        care.change(basis, words, by=people.editor) for words in ("Ny", "Nyere")
    )
    collection = resources.make_collection(guide, title=guide.slug, by=people.editor)
    assert collection.slug == guide.slug  # one short name for all addresses that have one
    batch = Batch.objects.create(name="bibliotek.zip", state="tried")
    export = exporting.make(export=exporting.ask(by=people.editor), by=None)
    of_the_series = resources.make_guide(klarret=900)
    offer = series.offer_to_write(guide=of_the_series, words="Jeg læser udkast", by=people.member)
    difference = series.report(guide=of_the_series, words="Hos os …", by=people.member)
    case = vetting.make_case(people)
    solved = forum.make_solved(people.member, people.jurist)
    draft = draft_from(question=solved, by=people.editor)
    notice = Notice.objects.create(
        recipient=people.member, kind="test", title="Nyt svar", url="/min-side/"
    )
    mail = OutgoingMail.objects.create(
        address="x@odense.example", template="questions/mail/answered"
    )
    from events.meetings.models import Meeting
    from members.confirmation.models import Confirmation
    from members.membership.models import HandOver
    from members.onboarding.flows import start_onboarding
    from members.onboarding.models import BuddyAsk, IntroSlot, Step

    Meeting.objects.filter(pk=meeting.pk).update(planned_by=people.member)
    todo = events.make_todo(
        people.coordinator,
        events.make_minutes(meeting, by=people.coordinator),
        by=people.coordinator,
    )
    noted = HandOver.objects.create(
        person=people.former, kind="meeting", number=meeting.pk, words="Møde"
    )
    confirmation = Confirmation.objects.create(
        person=people.member, year=2026, asked_at="2026-01-05T08:00:00Z"
    )
    onboarding = start_onboarding(person=people.jurist, by=None)
    asked = BuddyAsk.objects.create(onboarding=onboarding, person=people.member)
    slot = IntroSlot.objects.create(starts_at="2099-01-01T09:00:00Z", host=people.administrator)
    material = events.make_material(meeting, by=people.coordinator)
    course = certificates.make_course(people.group, people=[people.member])
    certificate = certificates.make_certificate(
        people.member, by=people.coordinator, group=people.group
    )
    evaluation = certificates.make_evaluation(course, by=people.coordinator)
    given = contributions.make_contribution(people.member)
    own = {
        "certificate_id": certificate.pk,
        "date_id": course.dates.first().pk,
        "subject": evaluation.address,
        "part": f"session-{conference.sessions.get().pk}",
        "application_id": case.application.pk,
        "attachment_id": admission.make_attachment(case.application).pk,
        "letter_id": case.letter.pk,
        "ending": "csv",
        "kind": "mere",
        "step_id": Step.objects.earliest("order").pk,
        "person_id": people.member.pk,
        "order": 1,
        "todo_id": todo.pk,
        "comment_id": 1,
        "post_id": people.other_coordinator.posts.get().pk,
        "grant_id": people.other_coordinator.grants.get().pk,
        "hand_over_id": noted.pk,
        "absence_id": people.member.absences.create(starts_on=timezone.localdate()).pk,
        "suspension_id": people.suspended.suspensions.get().pk,
        "duty_kind": "meeting",
        "duty_number": meeting.pk,
        "request_id": asking.ask(
            person=people.member, kind=Kind.CORRECTION, words="Ret min titel", by=people.member
        ).pk,
        "leftover_id": people.former.leftovers.create(
            model="wagtailcore.Page", row="1", field="title"
        ).pk,
        "notice_id": notice.pk,
        "mail_id": mail.pk,
        "version_id": version.pk,
        "version": version.number,
        "voice_id": draft.voices.first().pk,
        "number": guide.number or 1,
        "slug": guide.slug,
        "line": "national",
        "token": "brudt",
        "object_type": "people.user",
        "object_id": str(people.member.pk),
        "bill_id": bill.pk,
        "session_id": conference.sessions.get().pk,
        "uid": conference.sessions.get().uid,
        "conference": conference.pk,
        "part_id": night.pk,
        "registration_id": in_line.pk,
        "listing": "deltagere",
        "document_id": 1,
        "filename": "findes-ikke.pdf",
        "share": 1,
        "helper_id": check_in.make_helper(conference, people.jurist, by=people.editor).pk,
        "proposal": meeting.proposed_points.create(title="Nyt punkt", minutes=10).pk,
        "point": meeting.agenda.create(order=99, title="Et punkt", minutes=10).pk,
    }
    by_room = {
        "questions": question.pk,
        "following": question.pk,
        "moderation": question.pk,
        "moderation_desk": report.case_id,
        "vetting": case.vouching.pk,
        "waiting": question.pk,
        "drafting": solved.pk,
        "meetings": meeting.pk,
        "courses": courses.make_course(people.group).pk,
        "cadence": people.group.pk,
        "polls": polls.make_poll(people.group, by=people.coordinator).pk,
        "minutes": meeting.pk,
        "material": material.pk,
        "certificates": course.pk,
        "conference": registration.pk,
        "conference_desk": conference.pk,
        "billing": bill.pk,
        "billing_desk": conference.pk,
        "proposals": proposal.pk,
        "proposals_desk": conference.pk,
        "check_in": conference.pk,
        "check_in_desk": conference.pk,
        "certificates_desk": conference.pk,
        "feedback_desk": conference.pk,
        "library_desk": guide.pk,
        "care": guide.pk,
        "care_desk": guide.pk,
        "collections_desk": collection.pk,
        "contributions": given.pk,
        "contributions_desk": given.pk,
        "transfer_desk": export.pk,
        "search_desk": SameWords.objects.earliest("pk").pk,
        "onboarding": asked.pk,
        "onboarding_desk": onboarding.pk,
        "confirmation_desk": confirmation.pk,
    }
    special = {
        **{f"onboarding:{name}": slot.pk for name in ("book", "give_back")},
        "onboarding:met": onboarding.pk,
        "onboarding_desk:take_away": slot.pk,
        **{
            f"library_desk:{name}": draft.pk for name in ("draft", "publish_draft", "discard_draft")
        },
        **{
            f"library_desk:{name}": beside.pk
            for name in ("file", "move_file", "remove_file", "keep_file")
        },
        "library_desk:enclosure": beside.enclosure_id,
        "contributions:file": given.files.get().pk,
        **{
            f"transfer_desk:{name}": batch.pk
            for name in ("batch", "batch_progress", "bring", "report")
        },
        **{
            f"questions:{name}": comment.pk
            for name in ("trace_comment", "edit_comment", "delete_comment", "comment_history")
        },
        "questions:forget_wording": wording.pk,
        "moderation:report_answer": answer.pk,
        "moderation:report_comment": comment.pk,
        "moderation:report": report.pk,
        "questions:attachment": attachment.pk,
        "short_material": guide.pk,
        "shelves:own_list": shelves.make_list(name="Til undervisning", by=people.member).pk,
        "shelves:keep": guide.pk,
        "care:say": version.pk,
        "care_desk:settle": outdated.pk,
        "care_desk:recheck": change.pk,
        "care_desk:check": change.rechecks.get().pk,
        "care_desk:take_back": other_change.pk,
        "klarret:withdraw_offer": offer.pk,
        "klarret_desk:answer_offer": offer.pk,
        "klarret_desk:answer_difference": difference.pk,
        "material:add": meeting.pk,
        "material:add_to_course": course.pk,
        "material:add_to_session": conference.sessions.get().pk,
        "conference:session": conference.sessions.get().pk,
        **{
            f"proposals_desk:{name}": proposal.pk for name in ("proposal", "decide", "make_session")
        },
        **{f"questions:{name}": answer.pk for name in ANSWERS},
    }

    names = {
        "library_desk:enclosure": beside.enclosure.name,
        "contributions:file": given.files.get().name,
    }
    numbers = {
        **dict.fromkeys(("conference_desk:hall", "conference_desk:remove_hall"), hall.pk),
        **dict.fromkeys(("conference_desk:track", "conference_desk:remove_track"), track.pk),
        "proposals_desk:remove_panelist": panelist.pk,
        **{name: 900 for name in OURS if name.startswith("klarret:")},
    }

    def address(name: str) -> str:
        own["number"] = numbers.get(name, guide.number or 1)
        own["place"] = beside.place if name.startswith("library:") else 0
        own["name"] = names.get(name, attachment.name)
        pk = special.get(name, by_room.get(name.partition(":")[0]))
        return reverse(
            name, kwargs={part: own[part] if part != "pk" else pk for part in OURS[name]}
        )

    return people, address


def outcome(response) -> str:
    """What a door did: "in", "login" (sent to the log-in) or "out" (refused)."""
    path = response.request["PATH_INFO"]
    # No worker runs beside the tests, and `/readyz` says so.
    assert response.status_code < 500 or path == "/readyz", path
    if response.status_code == 302 and response["Location"].startswith("/konto/login/"):
        return "login"
    if response.status_code == 302 and response["Location"] == "/admin/":
        return "out"  # so does Wagtail's admin answer a lack of permission
    return "out" if response.status_code in (403, 404, 405) else "in"


@pytest.mark.parametrize("persona", ROLES)
def test_the_walk(persona, scene, client):
    people, address = scene
    user = getattr(people, persona)
    wrong = []
    for method in ("get", "post"):
        for name in OURS:
            # A fresh log-in each time: one address ends sessions, another one logs in.
            if user.is_authenticated:
                client.force_login(user)
            else:
                client.logout()
            response = getattr(client, method)(address(name))
            result = outcome(response)
            door = DOORS[name]
            if opens(door, persona):
                refused = result == "out" and response.status_code != 405
                # Somebody else's notice is not there at all.
                some = door in (PUBLIC, SOME_MEMBERS) or name == "notices:open"
                fine = result != "login" and (some or not refused)
            elif persona == "stranger":
                fine = result == "login" or response.status_code == 405
            else:
                fine = result == "out"
            if not fine:
                wrong.append((method, name, result))
    assert wrong == []


@pytest.mark.parametrize("persona", ["stranger", "applicant", "member", "coordinator", "former"])
def test_no_page_of_the_admin_opens_without_a_role(persona, scene, client):
    people, _ = scene
    user = getattr(people, persona)
    if user.is_authenticated:
        client.force_login(user)
    opened = []
    for path in ADMIN:
        response = client.get(path)
        if response.status_code not in (302, 403, 404):
            opened.append(path)
    assert opened == []


def admin_paths(resolver=None, prefix="/"):
    for pattern in (resolver or get_resolver()).url_patterns:
        text = str(pattern.pattern).lstrip("^")
        if hasattr(pattern, "url_patterns"):
            yield from admin_paths(pattern, prefix + text)
        elif "<" not in prefix + text and "(" not in prefix + text:
            yield (prefix + text).rstrip("$")


#: Wagtail's translations for its scripts are the same for all and say nothing of anyone.
ADMIN = sorted(
    path
    for path in set(admin_paths())
    if path.startswith("/admin/") and not path.startswith(("/admin/jsi18n", "/admin/failwhale"))
)


def test_there_are_pages_of_the_admin_to_try():
    assert "/admin/" in ADMIN
    assert len(ADMIN) > 30


@pytest.mark.parametrize("persona", ["editor", "jurist", "administrator"])
def test_no_page_of_the_admin_breaks_for_the_secretariat(persona, scene, client):
    people, _ = scene
    client.force_login(getattr(people, persona))
    assert client.get("/admin/").status_code == 200
    broken = [path for path in ADMIN if client.get(path).status_code >= 500]
    assert broken == []

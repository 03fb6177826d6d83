"""One of each thing that an address can name."""

from datetime import time

import pytest
from django.urls import reverse
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
from tests.house.addresses import OURS

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

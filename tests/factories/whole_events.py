"""What somebody has planned, come to and written at meetings, courses and the conference: a part of
`whole_person`."""

from datetime import time, timedelta
from uuid import uuid4

from django.utils import timezone

from events.billing.flows import paying
from events.billing.models import LateDecision
from events.calendar import flows as calendar
from events.certificates.flows import conferring, issuing
from events.check_in.flows import printing
from events.conference.enums import Selection, SessionKind
from events.conference.flows import noting, payer_link, programme, sharing
from events.conference.flows import writing as writing_to
from events.conference.flows.booking import book
from events.conference.flows.drafting import keep
from events.conference.flows.points import Point, Talker
from events.conference.models import Booking, Conference, Registration
from events.courses.models import Course, Enrolment
from events.courses.plans import Tutor
from events.meetings.enums import Answer as Word
from events.meetings.enums import Diet, Way
from events.meetings.flows import agenda, attending, guests, planning, silencing
from events.meetings.models import Meeting, SignUp
from events.minutes.flows import attending as attendance
from events.minutes.flows import doing, finishing, writing
from events.polls.flows import ending
from events.polls.models import Proposal, Reply
from events.proposals.enums import State
from members.people.enums import Role
from members.people.flows import roles

from . import billing, certificates, check_in, courses, events, polls, proposals
from .people import make_group, make_member


def take_part(gert, other) -> None:
    group = make_group()
    roles.grant(person=gert, role=Role.COORDINATOR, group=group, by=None)
    point = planning.Point("Velkomst", 10, owner=gert, text="Gert byder velkommen")
    for whose in (None, group):
        calendar.make_address(group=whose, by=gert)
    meeting = planning.plan(group=group, facts=events.meeting_facts(), agenda=[point], by=gert)
    meeting = planning.publish(meeting=meeting, quietly=True, by=gert)
    agenda.propose(
        meeting=meeting,
        title="Gerts punkt om frister",
        minutes=10,
        text="Gert tæller dage",
        by=gert,
    )
    meal = attending.Meal(Diet.VEGAN, "uden nødder, siger Gert")
    signup = attending.sign_up(meeting=meeting, person=gert, meal=meal, by=gert)
    silencing.leave_reminders(person=gert, number=group.pk, by=gert)
    guests.bring(meeting=meeting, person=gert, name="Gerts kollega", by=gert)
    now = timezone.now()
    SignUp.objects.filter(pk=signup.pk).update(
        word="Gert har ferie", reminded_at=now, link_sent_at=now
    )
    full = events.make_meeting(group, by=gert, capacity=1)
    SignUp.objects.create(
        meeting=full,
        person=gert,
        state=Word.OFFERED,
        way=Way.IN_PERSON,
        waiting_since=now,
        offered_until=now,
    )
    Meeting.objects.filter(pk=full.pk).update(taken=1)
    _courses(group, gert, now)
    poll = polls.make_poll(group, by=gert)
    polls.answer(poll, gert, "yes", "no", word="Efter frokost")
    Reply.objects.filter(person=gert).update(reminded_at=timezone.now())
    found = ending.close(poll=poll, slot=poll.slots.first(), by=gert)
    Proposal.objects.filter(meeting=found).update(told_at=timezone.now())
    Meeting.objects.update(
        starts_at=timezone.now() - timedelta(hours=2), ends_at=timezone.now() - timedelta(hours=1)
    )
    meeting.refresh_from_db()
    events.make_material(meeting, by=gert, about="Læs det, før du kommer")
    events.make_material(meeting, by=gert, link="https://eksempel.example/frister", title="Frister")
    minutes = events.make_minutes(meeting, by=gert)
    attendance.tick(meeting=minutes.meeting, person=gert, came=True, by=gert)
    writing.name_co_writer(minutes=minutes, person=gert, by=gert)
    todo = events.make_todo(gert, minutes, by=gert)
    minutes = events.open_minutes(minutes, by=gert)
    finishing.comment(section=todo.section, text="Det husker jeg anderledes", by=gert)
    doing.set_done(todo=todo, done=True, by=gert)
    minutes = finishing.make_final(minutes=minutes, by=gert)
    finishing.add(minutes=minutes, text="Mødet sluttede kl. 14", by=gert)
    minutes.sections.update(claimed_by=gert, claimed_at=timezone.now())
    _certificates(gert)
    choice = Point(1, time(10), time(11), SessionKind.PARALLEL, "Mægling", capacity=20)
    conference = events.make_conference(by=gert, programme=[choice])
    first = events.register(
        conference,
        gert,
        diet_choice="vegetarian",
        diet="nødder",
        needs="ro",
        order_number="7",
        emergency_name="Grethe Mogensen",
        emergency_phone="12345678",
        room="twin",
        on_list=True,
        in_photos=True,
    )
    book(registration=first, parts=conference.parts.all(), by=gert)
    _bill(first, gert)
    _programme(conference, gert, make_member("Ragna Ravn", "Odense"))
    keep(conference=conference, person=gert, answers={"needs": "ro"}, by=gert)
    night = events.make_part(conference, capacity=1, by=gert)
    other = events.register(conference, make_member("Roar Roed", "Odense"), parts=[night])
    noting.note(registration=first, text="Gert ringede", by=gert)
    writing_to.send(
        conference=conference,
        selection=Selection.ALL,
        subject="Gerts brev",
        body="Husk sko",
        key=uuid4(),
        by=gert,
    )
    link = payer_link.make(registration=first, by=gert)
    payer_link.fill_in(
        link=link, ean=events.EAN, payer_reference="Grethe", order_number="7", by=None
    )
    share = sharing.ask(registration=first, other=other, by=gert)
    sharing.agree(share=share, by=other.person)
    type(share).objects.update(by_desk=True)
    Booking.objects.filter(registration=first, place="taken").update(twin_price=1, in_twin=True)
    Registration.objects.filter(pk=first.pk).update(
        state="cancelled", cancelled_at=timezone.now(), idempotency_key=uuid4()
    )
    in_line = events.register(events.make_conference(by=gert, days=600), gert)
    waits = {
        "waiting_since": timezone.now(),
        "offered_until": timezone.now() + timedelta(days=2),
    }
    Registration.objects.filter(pk=in_line.pk).update(state="offered", **waits)
    part = events.make_part(in_line.conference, by=gert)
    Booking.objects.create(registration=in_line, part=part, place="offered", **waits)
    wish = events.make_part(in_line.conference, day=1, by=gert)
    Booking.objects.create(registration=in_line, part=wish, place="wished", wish=2)
    _days(gert)
    today = timezone.localdate()
    Conference.objects.update(
        starts_on=today - timedelta(days=2), ends_on=today - timedelta(days=1)
    )
    conferring.confer(conference=Conference.objects.get(year=2031), by=gert)


def _days(gert) -> None:
    """A badge, and one who came, ate, and helped at the door."""
    conference = check_in.make_days(gert, by=gert, year=2031, title="Årsmøde igen")
    registration = conference.registrations.get()
    printing.print_again(registration=registration, lost=False, by=gert)
    check_in.make_helper(conference, gert, by=gert)
    for part in (None, conference.parts.get()):
        check_in.check_in(registration, part, by=gert)


def _bill(registration: Registration, gert) -> None:
    """Billed, paid and decided on by themself."""
    billing.make_seller(by=gert)
    (document,) = billing.bill_all(registration.conference, by=gert)
    paying.mark_paid(document=document, paid_on=timezone.localdate(), by=gert)
    LateDecision.objects.create(registration=registration, is_charged=True, decided_by=gert)


# --- the programme and its proposals --------------------------------------------------------------------
def _programme(conference, gert, other) -> None:
    """A session that they speak at beside a guest, another in a draft, and proposals that they wrote,
    reviewed and answered."""
    told = {"title": "konsulent", "organisation": "KL", "about": "Gert har skrevet bogen"}
    talk = Point(
        1,
        time(12),
        time(13),
        SessionKind.PLENARY,
        "Gerts oplæg",
        speakers=(Talker(person=gert, **told), Talker(name="Vibeke Riis", **told)),
    )
    events.add_session(conference, talk, by=gert, words="Gert er kommet på")
    programme.add_session(
        conference=conference,
        point=Point(2, time(9), time(10), SessionKind.PLENARY, "Udkast", speakers=talk.speakers),
        by=gert,
    )
    mine = proposals.make_proposal(
        conference, gert, by=gert, equipment="Gerts lærred", speakers=[*talk.speakers]
    )
    theirs = proposals.make_proposal(conference, other, by=gert, title="Et andet forslag")
    for person in (gert, other):
        proposals.name(mine.call, person, by=gert)
    proposals.review(theirs, gert, 2, "Gert er ikke imponeret")
    proposals.decide(theirs, State.DECLINED, by=gert, body="Tak, skriver Gert")
    proposals.review(mine, other, 5, "Gert kan sit stof")


# --- courses, certificates and evaluations ---------------------------------------------------------------
def _certificates(gert) -> None:
    """One certificate that was withdrawn, one that holds, and an answer to an evaluation."""
    course = certificates.make_course(by=gert, people=[gert])
    certificates.add_teacher(course, name="Vibeke Riis", title="advokat")
    certificates.tick(course, gert, 1, 2, by=gert)
    (wrong,) = issuing.issue(course=course, by=gert)
    issuing.withdraw(certificate=wrong, because="Gert var der tre gange", by=gert)
    issuing.issue(course=course, by=gert)
    evaluation = certificates.make_evaluation(course, by=gert)
    certificates.answer(evaluation, gert, text="Godt kursus, Gert")


def _courses(group, gert, now) -> None:
    """One taken and taught, with a title; one with a seat that is held."""
    tutors = [Tutor(person=gert, title="Gerts titel"), Tutor(name="Vibeke Riis", title="advokat")]
    taken = courses.make_course(group, by=gert, teachers=tutors)
    courses.enrol(taken, gert)
    Enrolment.objects.update(reminded_at=now)
    held = courses.make_course(group, by=gert, title="Notatpligt", capacity=1)
    Enrolment.objects.create(
        course=held, person=gert, place="offered", waiting_since=now, offered_until=now
    )
    Course.objects.filter(pk=held.pk).update(taken=1)
    for course in (taken, held):
        courses.let_course_begin(course, over=True)

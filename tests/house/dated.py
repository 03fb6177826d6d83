"""One example of everything that the policy dates, as it stood at one moment: by the deadline's name, what
makes it, and how one sees that it is gone."""

from datetime import UTC, date, datetime, time, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from events.certificates.models import Attendance, Certificate
from events.check_in.models import CheckIn, Deed
from events.conference.enums import SessionKind
from events.conference.flows.points import Point, Talker
from events.conference.models import Conference, Registration, Speaker
from events.courses.models import Course, Enrolment
from events.evaluations.models import Evaluation, Receipt, Remark
from events.meetings.flows import attending, guests
from events.meetings.models import Guest, Meeting, SignUp
from events.polls.models import Poll
from events.proposals.models import Call, Proposal
from forum.moderation import flows as moderation
from forum.moderation.enums import Outcome
from forum.moderation.models import Case
from forum.questions.models import Answer, Draft, Question, QuestionEvent
from members.admission.enums import RejectionReason, State
from members.admission.models import Application
from members.people.enums import Role
from members.people.models import Membership, User
from portal.audit import trail
from portal.audit.models import Entry
from portal.notices.flows import Mail, send_letter, tell
from portal.notices.models import Notice, OutgoingMail
from portal.retention import flows
from portal.retention.enums import Kind
from portal.retention.flows import asking
from portal.retention.models import DataRequest
from portal.words.flows import note_vain
from portal.words.models import Vain
from resources.transfer.flows import exporting as transfer
from resources.transfer.models import Batch, Export
from tests.factories import certificates, check_in, courses, events, forum, polls, proposals
from tests.factories.people import (
    make_coordinator,
    make_former,
    make_group,
    make_member,
    make_secretariat,
    municipality,
)

#: The moment from which every example counts: far from midnight, a month's end and both nights in a year
#: that are not of 24 hours.
BEGAN = datetime(2026, 6, 15, 10, tzinfo=UTC)


def _notice():
    tell([make_member()], kind="x", title="x", url="/", by=None)
    Notice.objects.update(created_at=BEGAN)
    return lambda: not Notice.objects.exists()


def _mail():
    send_letter("a@example.dk", mail=Mail("x"), by=None)
    OutgoingMail.objects.update(created_at=BEGAN)
    return lambda: not OutgoingMail.objects.exists()


def _draft():
    Application.objects.create(email="a@b.dk", email_key="a@b.dk", created_at=BEGAN)
    return lambda: not Application.objects.exists()


def _rejected():
    given = dict.fromkeys(("submitted_at", "email_confirmed_at", "consented_at"), BEGAN)
    row = Application.objects.create(
        email="a@b.dk",
        email_key="a@b.dk",
        name="Ansøger Andersen",
        state=State.REJECTED,
        municipality=municipality("Faxe"),
        decided_at=BEGAN,
        rejection_reason=RejectionReason.NO_FUNCTION,
        **given,
    )
    return lambda: Application.objects.get(pk=row.pk).name == ""


def _left() -> User:
    person = make_former("Gået Gert")
    Membership.objects.update(admitted_at=BEGAN - timedelta(days=900), ended_at=BEGAN)
    return person


def _profile():
    person = _left()
    return lambda: not User.objects.get(pk=person.pk).is_active


def _name():
    person = _left()
    return lambda: User.objects.get(pk=person.pk).name == flows.FORMER_MEMBER


def _login():
    UserSession.objects.create(
        user=make_member(), ip="10.0.0.1", session_key="a" * 32, user_agent="x", last_seen_at=BEGAN
    )
    return lambda: not UserSession.objects.exists()


def _session():
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=BEGAN)
    return lambda: not Session.objects.exists()


def _trail():
    entry = trail.record("groups.changed", on=None, by=None)
    Entry.objects.filter(pk=entry.pk).update(at=BEGAN)
    return lambda: not Entry.objects.filter(pk=entry.pk).exists()


def _data_request():
    person = make_member()
    made = asking.ask(person=person, kind=Kind.CORRECTION, words="Ret min titel", by=person)
    asking.withdraw(request=made, by=person)
    DataRequest.objects.update(closed_at=BEGAN)
    return lambda: not DataRequest.objects.exists()


def _signup():
    person = make_member()
    meeting = events.make_meeting(make_group())
    attending.sign_up(meeting=meeting, person=person, by=person)
    Meeting.objects.update(starts_at=BEGAN - timedelta(hours=2), ends_at=BEGAN)
    return lambda: SignUp.objects.get().person is None and Meeting.objects.get().taken == 1


def _enrolment():
    person = make_member()
    course = courses.make_course()
    courses.enrol(course, person)
    Course.objects.update(
        signup_closes_at=BEGAN - timedelta(days=7),
        starts_at=BEGAN - timedelta(hours=2),
        ends_at=BEGAN,
    )
    return lambda: Enrolment.objects.get().person is None and Course.objects.get().taken == 1


def _wish():
    person = make_member()
    meeting = events.make_meeting(make_group())
    meal = attending.Meal(text="uden nødder")
    attending.sign_up(meeting=meeting, person=person, meal=meal, by=person)
    Meeting.objects.update(starts_at=BEGAN - timedelta(hours=2), ends_at=BEGAN)
    return lambda: SignUp.objects.get().diet_text == ""


def _guest():
    person = make_member()
    meeting = events.make_meeting(make_group())
    attending.sign_up(meeting=meeting, person=person, by=person)
    guests.bring(meeting=meeting, person=person, name="Gerda Gæst", by=person)
    Meeting.objects.update(starts_at=BEGAN - timedelta(hours=2), ends_at=BEGAN)
    return lambda: Guest.objects.get().name == ""


def _certificate():
    by = make_secretariat(second_factor=False)
    certificates.make_certificate(make_member(), by=by)
    Certificate.objects.update(issued_at=BEGAN)
    Attendance.objects.all().delete()
    return lambda: not Certificate.objects.exists()


def _evaluated(**answers):
    by = make_secretariat(second_factor=False)
    person = make_member()
    evaluation = certificates.make_evaluation(certificates.make_course(people=[person]), by=by)
    certificates.answer(evaluation, person, **answers)
    Evaluation.objects.update(opened_at=BEGAN - timedelta(days=14), closes_at=BEGAN)


def _receipt():
    _evaluated()
    return lambda: not Receipt.objects.exists()


def _remark():
    _evaluated()
    Remark.objects.filter(pk=Remark.objects.first().pk).delete()
    return lambda: not Remark.objects.exists()


def _date_poll():
    group = make_group()
    poll = polls.make_poll(group, by=make_coordinator(group))
    Poll.objects.filter(pk=poll.pk).update(state="called_off", ended_at=BEGAN)
    return lambda: not Poll.objects.exists()


def _registered(**answers):
    events.register(events.make_conference(), make_member(), **answers)
    return Conference.objects


def _needs():
    day = timezone.localdate(BEGAN)
    _registered(diet="vegetar").update(starts_on=day, ends_on=day)
    return lambda: Registration.objects.get().diet == ""


def _arrival():
    by = make_secretariat(second_factor=False)
    conference = check_in.make_days(make_member(), by=by)
    check_in.check_in(conference.registrations.get(), by=by)
    Conference.objects.update(starts_on=BEGAN.date() - timedelta(days=2), ends_on=BEGAN.date())
    # What is forgotten sooner is not what this is about.
    Deed.objects.all().delete()
    return lambda: CheckIn.objects.filter(registration=None, by=None).count() == 1


def _bill():
    # The financial year ends with the calendar's, whenever in it the conference was.
    _registered().update(starts_on=date(2026, 4, 21), ends_on=date(2026, 4, 23))
    return lambda: not Registration.objects.exists() and Conference.objects.get().taken == 1


def _speaker():
    conference = events.make_conference()
    guest = Talker(name="Vibeke Riis", about="Har skrevet bogen")
    point = Point(1, time(9), time(10), SessionKind.PLENARY, "Tale", speakers=(guest,))
    events.add_session(conference, point)
    day = timezone.localdate(BEGAN)
    Conference.objects.update(starts_on=day, ends_on=day)
    return lambda: Speaker.objects.get().name == ""


def _proposal():
    by = make_secretariat(second_factor=False)
    proposals.make_proposal(events.make_conference(by=by), make_member(), by=by)
    day = timezone.localdate(BEGAN)
    Conference.objects.update(starts_on=day, ends_on=day)
    return lambda: not Proposal.objects.exists() and Call.objects.exists()


def _event():
    forum.make_answer(forum.make_question(make_member()), make_member("Bo Lund", "Aalborg"))
    QuestionEvent.objects.update(created_at=BEGAN)
    return lambda: not QuestionEvent.objects.exists() and Answer.objects.exists()


def _report():
    question = forum.make_question(make_member())
    report = forum.make_report(question, make_member("Bo Lund", "Aalborg"))
    jurist = make_secretariat(Role.HOTLINE_JURIST)
    moderation.settle(case=report.case, outcome=Outcome.NOTHING, by=jurist)
    Case.objects.update(settled_at=BEGAN)
    return lambda: not Case.objects.exists() and Question.objects.exists()


def _question_draft():
    forum.make_draft(make_member())
    Draft.objects.update(saved_at=BEGAN)
    return lambda: not Draft.objects.exists()


def _vain_search():
    note_vain(typed="voldgiftsnævn", day=timezone.localdate(BEGAN), by=None)
    return lambda: not Vain.objects.exists()


def _export():
    asked = transfer.ask(by=make_secretariat())
    Export.objects.update(asked_at=BEGAN)
    return lambda: not Export.objects.filter(pk=asked.pk).exists()


def _import():
    Batch.objects.create(name="bibliotek.zip", asked_at=BEGAN)
    return lambda: not Batch.objects.exists()


#: Deadline → makes an example from the moment BEGAN and gives the question whether it is erased.
DATED = {
    "notices": _notice,
    "mails": _mail,
    "application_drafts": _draft,
    "unsuccessful_applications": _rejected,
    "profiles": _profile,
    "names": _name,
    "logins": _login,
    "sessions": _session,
    "audit": _trail,
    "data_requests": _data_request,
    "signups": _signup,
    "enrolments": _enrolment,
    "certificates": _certificate,
    "receipts": _receipt,
    "evaluations": _remark,
    "wishes": _wish,
    "guests": _guest,
    "date_polls": _date_poll,
    "needs": _needs,
    "speakers": _speaker,
    "proposals": _proposal,
    "arrivals": _arrival,
    "billing": _bill,
    "question_events": _event,
    "reports": _report,
    "question_drafts": _question_draft,
    "vain_searches": _vain_search,
    "library_exports": _export,
    "library_imports": _import,
}
#: Where it does not count from the moment itself: the last night on which it is kept.
LAST_NIGHTS = {"billing": datetime(2031, 12, 31, 3, 15, tzinfo=UTC)}

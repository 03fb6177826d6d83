"""Someone who has done everything one can do in the portal, so that every rule of the retention policy
has a row of theirs. A new rule gets its row here."""

from datetime import timedelta
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from forum.questions import flows as forum_flows
from members.people.enums import Audience, Field, NameAfter, Role
from members.people.flows import membership, profile, roles
from members.people.models import User
from portal.audit import trail
from portal.audit.models import Entry
from portal.notices.flows import Mail, send_letter, tell
from portal.notices.models import Notice, OutgoingMail
from portal.retention.enums import Kind
from portal.retention.flows import asking
from portal.retention.models import DataRequest
from portal.ui.uploads import taken

from . import files, forum, whole_desk, whole_events, whole_forum, whole_library, whole_members
from .people import make_secretariat, municipality

NAME, ADDRESS, PHONE = "Zebulon Zzyxhølm", "zz@zzyxholm.example", "98 76 54 32"


def make_whole_person() -> SimpleNamespace:
    """Someone who has done everything one can do here, so that every rule has a row to erase."""
    gert = make_secretariat(Role.SECRETARIAT_ADMINISTRATOR, "Gået Gert")
    membership.end_membership(person=gert, by=None)  # and comes back
    membership.admit(person=gert, municipalities=[municipality("Faxe")], role="adviser", by=None)
    roles.grant(person=gert, role=Role.SECRETARIAT_ADMINISTRATOR, by=None)
    other = make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør")
    profile.change(
        person=gert,
        name=gert.name,
        title="Jurist",
        phone="12 34 56 78",
        about="Om mig",
        expertise=[forum.make_topic()],
        offers=["buddy"],
        language="en",
        by=gert,
    )
    gert.last_login = timezone.now()
    gert.visibility = {Field.PHONE: Audience.SECRETARIAT}
    gert.name_after = NameAfter.FORMER
    gert.save(update_fields=["last_login", "visibility", "name_after"])
    whole_members.take_part(gert, other)
    _requests(gert, other)
    whole_events.take_part(gert, other)
    whole_forum.take_part(gert, other)
    whole_library.take_part(gert, other)
    whole_desk.take_part(gert)
    tell([gert], kind="x", title="x", url="/x/", by=None)
    Notice.objects.filter(recipient=gert).update(read_at=timezone.now())
    letter = send_letter(gert.email, mail=Mail("x", {"url": "/x/"}), to=gert, by=gert)
    OutgoingMail.objects.filter(pk=letter.pk).update(
        subject="Emne", error="SMTPError", enclosure="meeting:1:REQUEST"
    )
    OutgoingMail.objects.filter(pk=letter.pk).update(state="sent", sent_at=timezone.now())
    UserSession.objects.create(
        user=gert, ip="10.0.0.1", session_key="a" * 32, user_agent="x", data={"a": 1}
    )
    Session.objects.create(session_key="x" * 32, session_data="x", expire_date=timezone.now())
    SocialAccount.objects.create(user=gert, provider="kommune", uid="1", extra_data={"a": 1})
    Authenticator.objects.filter(user=gert).update(last_used_at=timezone.now())
    entry = trail.record("x.y", on=gert, by=gert, about=gert, count=1)
    Entry.objects.filter(pk=entry.pk).update(request_id="abc")
    return SimpleNamespace(gert=gert, other=other)


def make_marked_person() -> SimpleNamespace:
    """The same with a name, an address and a number that stand nowhere else, in others' texts too, and no
    member any more."""
    whole = make_whole_person()
    person, other = whole.gert, whole.other
    User.objects.filter(pk=person.pk).update(name=NAME, phone=PHONE)
    person.refresh_from_db()
    person.email = ADDRESS
    person.save()
    person.emailaddress_set.update(email=ADDRESS)
    question = forum.make_question(other, f"Kender I {NAME}?", body=f"<p>Ring til {PHONE}.</p>")
    answer = forum.make_answer(question, other, body=f"<p>Skriv til {ADDRESS}.</p>")
    forum.make_comment(answer, other, text=f"{NAME.upper()} ved det.")
    forum.make_question(person, "Mit eget")
    upload = taken(SimpleUploadedFile("Brev.docx", files.word(f"Venlig hilsen {NAME}")))
    forum_flows.keep_files(question=None, uploads=[upload], by=person)
    tell([other], kind="x", title=f"{NAME} har meldt afbud", url="/x/", by=None)
    send_letter(ADDRESS, mail=Mail("x", {"name": NAME}), by=None)
    membership.end_membership(person=person, by=None)
    return SimpleNamespace(person=person, other=other, question=question)


# --- correction and deletion (portal.retention) -----------------------------------------------------------
def _requests(gert, other) -> None:
    """One that is answered, also for another, and one that is open."""
    today = timezone.localdate()
    for person, helper in ((gert, other), (other, gert)):
        DataRequest.objects.create(
            person=person,
            kind="correction",
            words="Jeg hedder Gert med t",
            received_on=today,
            due_on=today + timedelta(days=30),
            written_by=helper,
            reminded_at=timezone.now(),
            outcome="done",
            answer="Det er rettet, Gert",
            closed_at=timezone.now(),
            answered_by=helper,
        )
    asking.ask(person=gert, kind=Kind.DELETION, words="Gerne inden jul, siger Gert", by=gert)

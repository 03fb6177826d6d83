"""Someone who has done everything one can do in the portal, so that every rule of the retention policy
has a row of theirs. A new rule gets its row here."""

from datetime import date, timedelta
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    Page,
    PageLogEntry,
    PageSubscription,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from forum.drafting.flows import draft_from
from forum.following import flows as following
from forum.following.models import DigestMark
from forum.moderation import flows as moderation
from forum.moderation.enums import Outcome
from forum.moderation.models import Consent, Move
from forum.questions import flows as forum_flows
from forum.questions.enums import Level
from forum.questions.models import Answer
from forum.questions.readings import remember_reading
from forum.waiting import flows as waiting
from members.admission.enums import State
from members.admission.flows.holding import store_file
from members.admission.models import (
    Application,
    Exchange,
    Function,
    Invitation,
    MembershipRules,
)
from members.confirmation.models import Confirmation
from members.membership.models import HandOver
from members.onboarding.enums import CheckUp, News, Said
from members.onboarding.flows import start_onboarding
from members.onboarding.models import BuddyAsk, Check, IntroSlot, Step, StepDone, Told
from members.people.enums import Audience, Field, NameAfter, Role
from members.people.flows import membership, profile, roles
from members.people.models import Absence, Suspension, User
from members.vetting.models import Decision, Letter, LetterText, Note, Signature, Vouching
from portal.audit import trail
from portal.audit.models import Entry
from portal.notices.flows import Mail, send_letter, tell
from portal.notices.models import Notice, OutgoingMail
from portal.retention.enums import Kind
from portal.retention.flows import asking
from portal.retention.models import DataRequest
from portal.ui.uploads import taken
from portal.words.flows import note_vain
from resources.care.flows import answering, hearing, rechecking
from resources.care.models import Report
from resources.collections import flows as collections
from resources.klarret import flows as series
from resources.klarret.enums import Reply
from resources.library.flows import enclosing
from resources.library.flows.drafting import publish_draft
from resources.library.flows.reading import record_reading
from resources.library.models import Edition, EditionFile
from resources.shelves import flows as shelves
from resources.transfer.models import Batch, Export
from resources.visits import flows as visits

from . import contributions, files, forum, resources
from .people import make_secretariat, municipality
from .whole_events import take_part

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
    _away(gert, other)
    _membership(gert, other)
    _admission(gert, other)
    _requests(gert, other)
    take_part(gert, other)
    _forum(gert, other)
    _desk(gert)
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


def _away(gert, other) -> None:
    gert.posts.latest("pk").deputies.create(
        person=other, municipality=municipality("Faxe"), starts_on=timezone.localdate()
    )
    deputising = gert.posts.latest("pk")
    deputising.deputy_for = other.posts.earliest("pk")
    deputising.save(update_fields=["deputy_for"])
    spring, summer = date(2026, 4, 1), date(2026, 7, 1)
    for person, deputy in ((gert, other), (other, gert)):
        Absence.objects.create(
            person=person, starts_on=spring, ends_on=summer, deputy=deputy, note="Barsel"
        )
    now = timezone.now()
    steps = [f"{deed}_{what}" for deed in ("heard", "in_force", "lifted") for what in ("at", "by")]
    for person, by in ((gert, other), (other, gert)):
        given = {step: now if step.endswith("at") else by for step in steps}
        Suspension.objects.create(
            person=person,
            reason="Svarer ikke",
            due_on=summer,
            statement="Jeg var på orlov",
            proposed_at=now,
            proposed_by=by,
            **given,
        )


# --- the application and its exchange (members.admission) ------------------------------------------------
def _admission(gert, other) -> None:
    moments = dict.fromkeys(("submitted_at", "email_confirmed_at", "consented_at"), timezone.now())
    own = Application.objects.create(
        email=gert.email,
        email_key=gert.email_key,
        name=gert.name,
        title="Jurist",
        phone="12 34 56 78",
        municipality=municipality("Faxe"),
        role="adviser",
        motivation="Vil gerne",
        state=State.APPROVED,
        decided_at=timezone.now(),
        welcomed_at=timezone.now(),
        rules_version=1,
        person=gert,
        vetter=gert,
        **moments,
    )
    _asked_and_heard(own, gert)
    _vetted(own, gert, other)
    now = timezone.now()
    Application.objects.create(
        email=gert.email, email_key=gert.email_key, state=State.WITHDRAWN, withdrawn_at=now
    )
    Application.objects.create(
        email="gert@privat.example.dk",
        email_key="gert@privat.example.dk",
        state=State.JOINED,
        joined_at=now,
        joined_to=own,
        municipality=own.municipality,
        person=gert,
        **moments,
    )
    Invitation.objects.create(
        person=gert, token_hash="x", expires_at=now, used_at=now, replaced_at=now
    )
    onboarding = start_onboarding(person=gert, by=None)
    onboarding.buddy = other
    onboarding.finished_at = timezone.now()
    onboarding.save()
    StepDone.objects.create(
        onboarding=onboarding, step=Step.objects.earliest("order"), about="version:12"
    )
    helped = start_onboarding(person=other, by=None)
    helped.buddy = gert
    helped.finished_at = timezone.now()
    helped.save()
    _first_months(gert, other, onboarding, helped)


def _asked_and_heard(own, gert) -> None:
    Function.objects.create(
        application=own,
        municipality=own.municipality,
        form="council",
        since=date(2026, 1, 1),
        fte=1,
        head="Bente Brandt",
        rules_url="https://faxe.example.dk/regler",
    )
    now = timezone.now()
    asked = {"application": own, "text": "Hvor mange?", "due_on": now.date(), "asked_by": gert}
    Exchange.objects.create(kind="more", answer="En", answered_at=now, **asked)
    Exchange.objects.create(kind="hearing", closed_at=now, **asked)
    upload = taken(SimpleUploadedFile("Gåets ansættelsesbrev.pdf", files.pdf("Ansat")))
    store_file(upload, application=own)
    MembershipRules.objects.create(
        number=7, text="Alle", valid_from=date(2031, 1, 1), published_by=gert
    )


# --- letters, notes and vouching (members.vetting) --------------------------------------------------------
def _vetted(own, gert, other) -> None:
    now = timezone.now()
    LetterText.objects.create(kind="more", number=1, subject="Emne", body="Tekst", written_by=gert)
    Letter.objects.create(
        application=own,
        kind="rejection",
        subject="Svar til Gert",
        body="Kære Gert",
        reason="no_function",
        text="Fordi",
        remedy="Ring",
        drafted_by=gert,
        recipient=gert.email,
        sent_at=now,
    )
    Note.objects.create(application=own, text="Ring til Gert", written_by=gert)
    for member in (gert, other):
        Vouching.objects.create(
            application=own, member=member, asked_by=gert, word="yes", answered_at=now
        )
    Signature.objects.create(application=own, outcome="rejected", signed_by=gert)
    reasons = {"outcome": "rejected", "reason": "no_function", "text": "Fordi", "remedy": "Ring"}
    Decision.objects.create(application=own, decided_by=gert, co_signed_by=other, **reasons)
    earlier = Application.objects.create(
        email=other.email, email_key=other.email_key, state=State.WITHDRAWN, withdrawn_at=now
    )
    Decision.objects.create(application=earlier, decided_by=other, co_signed_by=gert, **reasons)


# --- handing over (members.membership) and the yearly confirmation (members.confirmation) -----------------
def _membership(gert, other) -> None:
    for person, to in ((gert, other), (other, gert)):
        HandOver.objects.create(
            person=person,
            kind="meeting",
            number=1,
            words="Lokalt møde på Fyn",
            url="/moeder/1/",
            settled_at=timezone.now(),
            settled_by=to,
            to=to,
        )
        now = timezone.now()
        Confirmation.objects.create(
            person=person,
            year=now.year,
            reminders=2,
            by_secretariat=True,
            **dict.fromkeys(("asked_at", "reminded_at", "confirmed_at", "renewed_at"), now),
        )


# --- tracks, buddies and introductory meetings (members.onboarding) ---------------------------------------
def _first_months(gert, other, own, helped) -> None:
    BuddyAsk.objects.all().delete()
    now = timezone.now()
    BuddyAsk.objects.create(onboarding=helped, person=gert, said=Said.YES, said_at=now)
    BuddyAsk.objects.create(onboarding=own, person=other, said=Said.YES, said_at=now)
    for onboarding, asks in ((own, other), (helped, gert)):
        Check.objects.create(onboarding=onboarding, after=CheckUp.MONTH, done_by=asks, note="Godt")
        Told.objects.create(onboarding=onboarding, news=News.STEP, stage=1)
    for host, taken_by in ((gert, other), (other, gert)):
        IntroSlot.objects.create(
            starts_at=now + timedelta(days=3), host=host, taken_by=taken_by, place="Telefon"
        )


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


def _forum(gert, other) -> None:
    question = forum.make_question(gert)
    theirs = forum.make_question(other)
    answer = forum.make_answer(theirs, gert)
    forum.make_comment(answer, gert)
    forum.make_draft(gert, title="Et nyt spørgsmål")
    forum.make_draft(gert, theirs)
    note_vain(typed="voldgiftsnævn", day=timezone.localdate(), by=None)
    upload = taken(SimpleUploadedFile("Udkast.docx", files.word("Udkast")))
    forum_flows.keep_files(question=None, uploads=[upload], by=gert)
    own = forum.make_answer(question, other)
    forum_flows.mark_helpful(answer=own, helpful=True, by=gert)
    Answer.objects.filter(pk=own.pk).update(confirmed_at=timezone.now(), confirmed_by=gert)
    forum_flows.bookmark(question=theirs, by=gert)
    forum_flows.claim(question=theirs, by=gert)
    remember_reading(question, gert)
    following.follow_topics(levels={forum.make_topic("Mægling"): Level.DAILY}, by=gert)
    following.follow_question(question=theirs, level=Level.WEEKLY, by=gert)
    waiting.volunteer(topics=[forum.make_topic("Tavshedspligt")], by=gert)
    forum.make_answer(theirs, other)
    DigestMark.objects.create(person=gert, told_until=timezone.now())
    following.make_address(by=gert)
    report = forum.make_report(theirs, gert)
    moderation.settle(case=report.case, outcome=Outcome.NOTHING, note="Tak.", by=gert)
    request = Move.objects.create(
        question=theirs,
        asked_by=gert,
        reason="Andre har samme spørgsmål.",
        answer_by=timezone.now(),
    )
    Consent.objects.create(move=request, person=gert, said="yes", said_at=timezone.now())
    moderation.withdraw(request=request, by=gert)
    record_reading(version=resources.make_version(), by=gert)
    draft = draft_from(question=forum.make_solved(other, gert, title="Hvem mægler?"), by=gert)
    publish_draft(draft=draft, nobody_recognised=True, by=gert)
    _series(gert)


def _series(gert) -> None:
    guide = resources.make_guide("Frister", klarret=22)
    shelves.keep(guide=guide, own_list=shelves.make_list(name="Gerts liste", by=gert), by=gert)
    shelves.watch_topics(topics=[resources.make_topic("Gerts emne")], by=gert)
    for days in (9, 0):
        visits.came(at=timezone.now() - timedelta(days=days), by=gert)
    collections.follow(collection=resources.make_collection(guide), by=gert)
    series.wish(guide=guide, by=gert)
    _care(gert, guide)
    edition = resources.make_edition(guide)
    Edition.objects.filter(pk=edition.pk).update(
        locked=True, locked_at=timezone.now(), locked_by=gert
    )
    contributions.make_contribution(
        gert,
        title="Gerts skabelon",
        kind="practice",
        tried="Gert ringede først",
        led_to="Gert fik færre klager",
        link="https://gert.example/",
        reply="Tak, Gert",
    )
    upload = taken(SimpleUploadedFile("Gerts skabelon.docx", files.word("Kære borger")))
    enclosing.add(edition=edition, uploads=[upload], by=None)
    EditionFile.objects.filter(edition=edition).update(changed_by=gert)
    Export.objects.create(asked_by=gert)
    Batch.objects.create(name="bibliotek.zip", asked_by=gert, brought_by=gert)
    offer = series.offer_to_write(guide=guide, words="Gert læser gerne udkast", by=gert)
    difference = series.report(guide=guide, words="Hos Gert svarer borgerservice", by=gert)
    for word in (offer, difference):
        helper = make_secretariat(name="Bente Svarer")
        series.answer(word=word, reply=Reply.YES, words="Tak, Gert", by=helper)


def _care(gert, guide) -> None:
    helper = make_secretariat(name="Bodil Svarer")
    due = timezone.localdate()
    answering.set_care(guide=guide, owner=gert, deputy=helper, review_on=due, by=helper)
    other = resources.make_guide("Notatpligt", klarret=23)
    answering.set_care(guide=other, owner=helper, deputy=gert, review_on=due, by=helper)
    version = resources.make_version(guide, line="copenhagen")
    hearing.say(version=version, helped=True, words="Tak fra Gert", by=gert)
    for person, word in ((gert, "Gert: fristen er ny"), (helper, "Fristen er ny")):
        mine = hearing.report(guide=guide, words=word, by=person)
        by = helper if person == gert else gert
        Report.objects.filter(pk=mine.pk).update(
            outcome="mended", answer="Tak, Gert", settled_at=timezone.now(), settled_by=by
        )
    basis = resources.make_basis(guide)
    change = rechecking.rule_changed(
        basis=basis, words="Ny frist", since=timezone.localdate(), by=helper
    )
    change.rechecks.update(outcome="right", checked_at=timezone.now(), checked_by=gert)


def _desk(gert) -> None:
    """What an editor leaves behind in the CMS."""
    now = timezone.now()
    page = Page.objects.get(slug="privatliv")
    Page.objects.filter(pk=page.pk).update(owner=gert, locked_by=gert)
    page.refresh_from_db()
    page.specific.save_revision(user=gert, log_action=True)
    gert.save()
    comment = Comment.objects.create(
        page=page,
        user=gert,
        text="x",
        contentpath="lead",
        resolved_by=gert,
        resolved_at=now,
        position="[]",
    )
    CommentReply.objects.create(comment=comment, user=gert, text="x")
    PageSubscription.objects.create(page=page, user=gert, comment_notifications=True)
    log = PageLogEntry.objects.filter(user=gert).first()
    apps.get_model("wagtailcore.ModelLogEntry").objects.create(
        user=gert,
        content_type=log.content_type,
        label="x",
        action="wagtail.edit",
        timestamp=now,
        object_id="1",
    )
    state = WorkflowState.objects.create(
        content_type=ContentType.objects.get_for_model(Page),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        workflow=Workflow.objects.create(name="x"),
        requested_by=gert,
    )
    TaskState.objects.create(
        workflow_state=state,
        revision=page.revisions.first() or page.latest_revision,
        task=Task.objects.create(name="x"),
        finished_by=gert,
        finished_at=now,
        content_type=ContentType.objects.get_for_model(TaskState),
    )
    UploadedFile.objects.create(uploaded_by_user=gert, file=ContentFile(b"x", "x.txt"))
    Document.objects.create(title="x", file=ContentFile(b"x", "x.txt"), uploaded_by_user=gert)
    Image.objects.create(
        title="x", file=get_test_image_file("x.png"), uploaded_by_user=gert, width=1, height=1
    )
    UserProfile.objects.create(
        user=gert,
        avatar=ContentFile(b"x", "x.png"),
        current_time_zone="Europe/Copenhagen",
        preferred_language="da",
    )
    kind = ContentType.objects.get_for_model(Page)
    EditingSession.objects.create(
        user=gert, content_type=kind, object_id=str(page.pk), last_seen_at=now
    )
    FormState.objects.create(
        user=gert, content_type=kind, object_id=str(page.pk), data="x", last_updated_at=now
    )
    APIToken.objects.create(user=gert, name="x", key_hash="x", prefix="x")

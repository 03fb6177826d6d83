"""What somebody who has done everything has done as a member: the application, the first months, leave and
return; see `whole_person`."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

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
from members.people.models import Absence, Suspension
from members.vetting.models import Decision, Letter, LetterText, Note, Signature, Vouching
from portal.ui.uploads import taken

from . import files
from .people import municipality


def take_part(gert, other) -> None:
    """Everything that can be done from the first application to handing over."""
    _away(gert, other)
    _membership(gert, other)
    _admission(gert, other)


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

"""Starting an onboarding and ticking its steps."""

from django.db import transaction
from django.db.models import Count

from members.people.enums import Offer
from members.people.models import User
from members.people.queries import members
from portal.audit import trail

from .enums import BY_WORD, Deed
from .models import Onboarding, Step, StepDone


@transaction.atomic
def start_onboarding(*, person: User, by) -> Onboarding:
    """Begin a member's onboarding with a proposed buddy; a begun one is returned as it is."""
    onboarding, created = Onboarding.objects.get_or_create(person=person)
    if created:
        onboarding.buddy = _propose_buddy(person)
        onboarding.save(update_fields=["buddy"])
        trail.record("onboarding.started", on=onboarding, by=by, about=person)
    return onboarding


@transaction.atomic
def tick(*, person: User, deed: Deed, about: str = "", by) -> int:
    """Tick the member's open steps that this deed fulfils; returns how many. Safe to repeat.

    `about` names what the deed was done with, a kind and a number: `version:12`, `meeting:7`.
    """
    return _tick(person, Step.objects.filter(deed=deed, is_active=True), about, by)


@transaction.atomic
def tick_by_hand(*, step: Step, by: User) -> int:
    """The member says that a step is done; only steps that wait for their word."""
    return _tick(by, Step.objects.filter(pk=step.pk, deed__in=BY_WORD, is_active=True), "", by)


def _tick(person, steps, about, by) -> int:
    onboarding = Onboarding.objects.filter(person=person).first()
    if onboarding is None:
        return 0
    ticked = 0
    for step in steps:
        _, created = StepDone.objects.get_or_create(
            onboarding=onboarding, step=step, defaults={"about": about}
        )
        if created:
            ticked += 1
            trail.record("onboarding.step_done", on=onboarding, by=by, about=person, step=step.pk)
    return ticked


def _propose_buddy(person: User) -> User | None:
    """The member who offers it and has helped the fewest; offers are a list in JSON, which the two
    databases cannot both search, and the members are few."""
    candidates = (
        members()
        .exclude(pk=person.pk)
        .annotate(helped=Count("helped_onboardings"))
        .order_by("helped", "pk")
    )
    return next((member for member in candidates if Offer.BUDDY in member.offers), None)


@transaction.atomic
def keep_step(*, step: Step, by) -> Step:
    """Store a new or changed step; raises ValidationError for what does not fit its fields."""
    step.full_clean()
    created = step.pk is None
    step.save()
    trail.record(
        "onboarding.step_created" if created else "onboarding.step_changed", on=step, by=by
    )
    return step

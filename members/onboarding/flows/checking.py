"""The secretariat's checks after 30 and 90 days."""

from django.db import transaction

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from ..enums import CheckUp
from ..models import Check, Onboarding
from ..problems import to_manage


@transaction.atomic
def keep_check(*, onboarding: Onboarding, after: CheckUp, note: str, by: User) -> Check:
    """Write down that the newcomer has been asked how it goes; a second time mends the note."""
    stop_if(to_manage(by))
    check = Check.objects.filter(onboarding=onboarding, after=after).first()
    check = check or Check(onboarding=onboarding, after=after)
    check.note, check.done_by = note, by
    check.full_clean()
    check.save()
    trail.record(
        "onboarding.checked", on=onboarding, by=by, about=onboarding.person, days=int(after)
    )
    return check

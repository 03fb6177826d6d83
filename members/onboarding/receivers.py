"""What happens below and matters to onboardings, and the duty this room offers."""

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.people.duties import Duty, Held, offer
from members.people.signals import membership_ended

from . import flows
from .models import Onboarding


@receiver(membership_ended, dispatch_uid="onboarding.membership_ended")
def find_other_buddies(*, person, by, **_kwargs) -> None:
    flows.free_newcomers(person=person, by=by)


def _held_by(person) -> list[Held]:
    return [
        Held(
            each.pk,
            _("Buddy of %(name)s") % {"name": each.person},
            reverse("onboarding_desk:person", args=[each.pk]),
        )
        for each in Onboarding.objects.filter(
            buddy=person, finished_at__isnull=True
        ).select_related("person")
    ]


offer(
    flows.DUTY,
    Duty(
        gettext_lazy("buddy of a new member"),
        _held_by,
        flows.hand_over_newcomer,
        how=gettext_lazy(
            "Whoever you choose is asked first, and may say no. With nobody chosen the best fitting member "
            "is asked."
        ),
    ),
)

"""The material that a member answers for, offered for handing over."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from members.people import duties
from members.people.duties import Duty, Held
from members.people.models import User

from .flows.answering import DUTY, hand_over
from .models import Care


def held_by(person: User) -> Iterable[Held]:
    """What a person owns; the number is the guide's."""
    for care in Care.objects.filter(owner=person).select_related("guide").order_by("pk"):
        yield Held(care.guide_id, care.guide.full_title, care.guide.get_absolute_url())


def offer() -> None:
    duties.offer(
        DUTY,
        Duty(
            _("Material answered for"),
            held_by,
            hand_over,
            _("When the membership ends, the deputy takes it on."),
        ),
    )

"""The mails about a group's meetings that one can leave: news of them, and reminders. What one is signed up
for and is moved or called off, one has to be told."""

from django.utils.translation import gettext as _

from members.groups.models import Group
from members.people.models import User
from members.people.rules import is_member
from portal.notices.subscriptions import Kind
from portal.notices.subscriptions import offer as offer_kind

from .enums import Letters
from .flows import silencing
from .models import Silence


def _name(number: int) -> str:
    """Groups are no secret, and a letter names its own."""
    return Group.objects.filter(pk=number).values_list("name", flat=True).first() or ""


def _news_in_words(person: User, number: int) -> str:
    return _("News of the meetings and date polls of %(group)s") % {"group": _name(number)}


def _reminders_in_words(person: User, number: int) -> str:
    return _("Reminders before the meetings of %(group)s") % {"group": _name(number)}


def _unless_left(what: Letters):
    def to_send(person: User, number: int, values: dict) -> dict | None:
        """To a member who has not left them meanwhile."""
        left = Silence.objects.filter(person=person, group=number, what=what).exists()
        return None if left or not is_member(person) else values

    return to_send


def offer() -> None:
    news, reminders = _unless_left(Letters.NEWS), _unless_left(Letters.REMINDERS)
    offer_kind("group_news", Kind(_news_in_words, silencing.leave_news, news))
    offer_kind("group_reminders", Kind(_reminders_in_words, silencing.leave_reminders, reminders))

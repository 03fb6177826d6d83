"""Every write of the own lists and the followed topics. What a member reads and keeps is their own affair, so
the trail says that something was kept and not what."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from members.people.models import User
from members.people.rules import is_member
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.topics.models import Topic
from portal.ui.validators import refuse_cpr
from resources.library.models import Guide
from resources.library.problems import MEMBERS_ONLY

from .models import Kept, OwnList, TopicWatch
from .problems import to_keep, to_name


@transaction.atomic
def keep(*, guide: Guide, own_list: OwnList | None = None, by) -> bool:
    """Put material on one of the member's lists, the first one unless told otherwise; returns whether that is
    new. Safe to repeat. Raises `Refused` for what they may not read, another's list, and a full one."""
    _lock(by)
    stop_if(to_keep(guide, own_list, by))
    if own_list is None:
        own_list = OwnList.objects.filter(person=by).first() or OwnList.objects.create(
            person=by, name=_("Kept")
        )
    _kept, new = Kept.objects.get_or_create(own_list=own_list, guide=guide)
    if new:
        trail.record("shelves.kept", on=None, by=by)
    return new


@transaction.atomic
def let_go(*, guide: Guide, own_list: OwnList | None = None, by) -> bool:
    """Take material off a list, or off all of the member's; whether it was on any. Safe to repeat."""
    kept = Kept.objects.filter(own_list__person=by, guide=guide)
    if own_list is not None:
        kept = kept.filter(own_list=own_list)
    gone, _rows = kept.delete()
    if gone:
        trail.record("shelves.let_go", on=None, by=by)
    return bool(gone)


@transaction.atomic
def make_list(*, name: str, by) -> OwnList:
    """A new list of the member's. Raises `Refused` for an empty or used name, and for one list too many."""
    _lock(by)
    stop_if(to_name(name, by))
    refuse_cpr(name)
    made = OwnList.objects.create(person=by, name=name.strip())
    trail.record("shelves.list_made", on=None, by=by)
    return made


@transaction.atomic
def rename_list(*, own_list: OwnList, name: str, by) -> OwnList:
    """Call a list something else. Raises `Refused` as `make_list`, and for somebody else's."""
    _lock(by)
    stop_if(to_name(name, by, but=own_list))
    refuse_cpr(name)
    own_list.name = name.strip()
    own_list.save(update_fields=["name"])
    trail.record("shelves.list_renamed", on=None, by=by)
    return own_list


@transaction.atomic
def delete_list(*, own_list: OwnList, by) -> None:
    """Throw a list away; the material stays where it is. Somebody else's is left alone. Safe to repeat."""
    gone, _rows = OwnList.objects.filter(pk=own_list.pk, person=by).delete()
    if gone:
        trail.record("shelves.list_deleted", on=None, by=by)


@transaction.atomic
def watch_topics(*, topics: Iterable[Topic], by) -> None:
    """From now on the member hears of new and changed material on these topics, and on no others."""
    if not is_member(by):
        stop_if([MEMBERS_ONLY])
    _lock(by)
    wanted = {topic.pk for topic in topics}
    had = set(TopicWatch.objects.filter(person=by).values_list("topic", flat=True))
    TopicWatch.objects.filter(person=by, topic__in=had - wanted).delete()
    TopicWatch.objects.bulk_create(TopicWatch(person=by, topic_id=pk) for pk in wanted - had)
    if wanted != had:
        trail.record("shelves.topics_watched", on=None, by=by)


def _lock(person) -> None:
    """One deed of a member at a time: of two clicks the second finds what the first has written."""
    User.objects.select_for_update().filter(pk=person.pk).first()

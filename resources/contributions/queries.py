"""Lists of contributions for a reader."""

from django.db.models import Q, QuerySet

from members.people.models import User
from members.people.rules import is_member
from resources.library.models import Version
from resources.library.rules import may_edit

from .enums import State
from .models import ContributedFile, Contribution


def contributions_for(user) -> QuerySet[Contribution]:
    """What a reader may see; the same rule as `rules.may_view`."""
    if may_edit(user):
        return Contribution.objects.all()
    if is_member(user):
        return Contribution.objects.filter(person=user)
    return Contribution.objects.none()


def own(user) -> QuerySet[Contribution]:
    """What a member has given, the newest first, with what became of it."""
    mine = contributions_for(user).filter(person=user.pk)
    return mine.select_related("guide").prefetch_related("files", "guide__editions__versions")


def files_for(user) -> QuerySet[ContributedFile]:
    return ContributedFile.objects.filter(contribution__in=contributions_for(user))


def giver_of(version: Version) -> QuerySet[User]:
    """The member who gave what a first version brings; what comes later is told to whoever keeps it."""
    if version.number != 1:
        return User.objects.none()
    given = Contribution.objects.filter(guide=version.edition.guide)
    return User.objects.filter(pk__in=given.values("person"))


def waiting_for(user) -> int:
    """How many wait for the secretariat's answer, for those who keep the library."""
    return at_the_desk(user).filter(state=State.SENT).count()


def at_the_desk(user) -> QuerySet[Contribution]:
    """All of them for those who keep the library, the longest waiting first."""
    if not may_edit(user):
        return Contribution.objects.none()
    shown = Contribution.objects.select_related("person", "guide").prefetch_related("files")
    return shown.filter(~Q(state=State.WITHDRAWN)).order_by("sent_at", "pk")

"""Why a wish, an offer or a report cannot be taken, as values."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker
from resources.library.enums import Line
from resources.library.models import Guide
from resources.library.problems import MEMBERS_ONLY, to_draft, to_use

from .enums import Reply
from .models import Offer, Word

NO_WORDS = Blocker("no_words", _("Write a few words, so that the secretariat knows what you mean."))


def to_take_part(guide: Guide, user) -> list[Blocker]:
    """Only members who may read a guide of the series have a say in it."""
    return to_use(user, guide) if guide.number else [MEMBERS_ONLY]


def to_wish(guide: Guide, user) -> list[Blocker]:
    """Why a guide cannot be wished for: what can be read has come already."""
    found = to_take_part(guide, user)
    if not found and _is_out(guide):
        found.append(Blocker("is_out", _("The national edition is there already.")))
    return found


def to_offer(guide: Guide, user) -> list[Blocker]:
    """Why a member cannot offer to write along: one offer at a time waits for its answer."""
    found = to_take_part(guide, user)
    if not found and Offer.objects.filter(guide=guide, person=user, reply=Reply.WAITS).exists():
        found.append(
            Blocker("offered", _("You have offered it already. The secretariat will answer you."))
        )
    return found


def to_report(guide: Guide, user) -> list[Blocker]:
    """Why a difference cannot be reported: it is one between municipalities, so one has to be in one."""
    found = to_take_part(guide, user)
    if not found and user.home_municipality is None:
        found.append(
            Blocker("no_municipality", _("Only members with a post in a municipality can."))
        )
    return found


def to_reply(word: Word, user) -> list[Blocker]:
    """Why the secretariat's answer cannot be given: ask the locked row."""
    if found := to_draft(user):
        return found
    if not word.waits:
        return [Blocker("answered", _("Somebody has answered it in the meantime."))]
    return []


def words_blockers(words: str) -> list[Blocker]:
    """Whoever reads it has to know what is meant."""
    return [] if words.strip() else [NO_WORDS]


def _is_out(guide: Guide) -> bool:
    return any(
        edition.line == Line.NATIONAL and edition.newest is not None
        for edition in guide.editions.all()
    )

"""Why something cannot be said of material, or settled, as values."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from members.people.rules import is_member
from portal.kit.problems import Blocker
from resources.library.models import Guide, Version
from resources.library.problems import to_draft, to_use
from resources.library.rules import may_read

from . import citing
from .enums import Check, Licence, Outcome
from .models import Care, Recheck, Report
from .rules import may_review

NO_WORDS = Blocker("no_words", _("Write a few words, so that others know what you mean."))


def to_care(guide: Guide, owner: User | None, deputy: User | None) -> list[Blocker]:
    """Why these two cannot answer for material."""
    found = []
    if owner is not None and owner == deputy:
        found.append(Blocker("same", _("Choose somebody else to be the deputy.")))
    for person, code in ((owner, "owner"), (deputy, "deputy")):
        if person is not None and not (is_member(person) and may_read(person, guide)):
            found.append(
                Blocker(code, _("%(person)s may not read the material.") % {"person": person})
            )
    return found


def to_license(licence: str, words: str) -> list[Blocker]:
    if licence == Licence.OTHER and not words.strip():
        return [Blocker("no_licence_words", _("Write what others may do with it."))]
    return []


def to_review(user, care: Care | None, guide: Guide, next_on: date | None) -> list[Blocker]:
    """Why material cannot be said to have been looked at, with another look on that day."""
    if not may_review(user, care, guide):
        return [Blocker("not_allowed", _("Only those who answer for it can do that."))]
    if next_on is not None and next_on <= timezone.localdate():
        return [Blocker("past", _("Choose a day that lies ahead."))]
    return []


def to_say(user, version: Version) -> list[Blocker]:
    """Why a reader cannot say whether a version helped."""
    if found := to_use(user, version.edition.guide):
        return found
    if version.is_withdrawn:
        return [Blocker("withdrawn", _("The version has been withdrawn."))]
    return []


def to_report(user, guide: Guide) -> list[Blocker]:
    """Why somebody cannot report it: what they have reported already waits for its answer."""
    if found := to_use(user, guide):
        return found
    if Report.objects.filter(guide=guide, person=user, outcome=Outcome.WAITS).exists():
        return [
            Blocker("reported", _("You have reported it already. The secretariat will answer you."))
        ]
    return []


def to_settle(user, report: Report, outcome: str, answer: str) -> list[Blocker]:
    """Why a report cannot be settled: ask the locked row. Whoever reported it is owed a word."""
    if found := to_draft(user):
        return found
    if not report.waits:
        return [Blocker("settled", _("Somebody has settled it in the meantime."))]
    if outcome == Outcome.WAITS or not answer.strip():
        return [Blocker("no_answer", _("Write a word to the one who reported it."))]
    return []


def to_check(user, recheck: Recheck, outcome: str) -> list[Blocker]:
    """Why a piece cannot be ticked off: only what one may see has one looked at."""
    if found := to_draft(user):
        return found
    if outcome == Check.WAITS:
        return []
    if recheck.subject and recheck.subject not in citing.shown(user, [recheck.subject]):
        return [Blocker("unseen", _("You may not read it, so somebody else has to look at it."))]
    return []


def words_blockers(words: str) -> list[Blocker]:
    return [] if words.strip() else [NO_WORDS]

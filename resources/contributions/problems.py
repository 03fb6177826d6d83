"""Why something cannot be given, changed, taken up or answered, as values."""

from django.utils.translation import gettext_lazy as _

from members.people.rules import is_member
from portal.kit.problems import Blocker
from resources.library.enums import Kind
from resources.library.problems import to_draft

from .enums import KINDS, State
from .models import Contribution
from .saying import Said

#: So many files has one contribution.
MOST_FILES = 10
MEMBERS_ONLY = Blocker("not_allowed", _("Only members can do that."))
NO_TRIED = Blocker("no_tried", _("Write what you have tried."))
NO_LED_TO = Blocker("no_led_to", _("Write what it led to, also if it did not work."))
NO_LINK = Blocker("no_link", _("Write the address that the link leads to."))
NOT_OPEN = Blocker(
    "not_open", _("The secretariat has answered it in the meantime, so it is not changed any more.")
)


def to_give(user) -> list[Blocker]:
    """Why this person gives nothing to the library."""
    return [] if is_member(user) else [MEMBERS_ONLY]


def to_say(said: Said, *, files: int) -> list[Blocker]:
    """What is missing in what a member says of it. Nothing is taken that its giver may not give, or by which
    a citizen can be recognised."""
    found = _to_tell(said, files)
    if files > MOST_FILES:
        found.append(
            Blocker(
                "too_many",
                _("A contribution has at most %(most)d files.") % {"most": MOST_FILES},
            )
        )
    if not said.has_rights:
        found.append(Blocker("no_rights", _("Confirm that the network may use it.")))
    if not said.nobody_recognised:
        found.append(Blocker("not_checked", _("Look it through first: can anybody be recognised?")))
    return found


def _to_tell(said: Said, files: int) -> list[Blocker]:
    """What this kind of material has to tell."""
    found = []
    if said.kind not in KINDS:
        found.append(Blocker("wrong_kind", _("Choose what it is.")))
    if said.kind == Kind.PRACTICE:
        if not said.tried.strip():
            found.append(NO_TRIED)
        if not said.led_to.strip():
            found.append(NO_LED_TO)
    elif said.kind == Kind.LINK:
        if not said.link:
            found.append(NO_LINK)
        if files:
            found.append(
                Blocker(
                    "link_with_files", _("A link has no files. Take them out, or choose a kind.")
                )
            )
    elif not files and not said.use.strip():
        found.append(Blocker("no_content", _("Attach a file, or write the text itself.")))
    return found


def to_change(contribution: Contribution, user) -> list[Blocker]:
    """Why its member cannot change it, or take it back; ask the locked row."""
    if not is_member(user) or contribution.person_id != user.pk:
        return [MEMBERS_ONLY]
    return [] if contribution.is_open else [NOT_OPEN]


def to_take_up(contribution: Contribution, user) -> list[Blocker]:
    """Why it cannot be taken up into the library; ask the locked row."""
    if found := to_draft(user):
        return found
    if contribution.person_id == user.pk:
        return [
            Blocker("own", _("It is from yourself, so somebody else has to take it up or not."))
        ]
    if contribution.state != State.SENT:
        return [
            Blocker(
                "not_waiting",
                _("It does not wait for an answer. Somebody may have been quicker."),
            )
        ]
    return []


def to_answer(contribution: Contribution, user, words: str) -> list[Blocker]:
    """Why it can neither be sent back nor declined."""
    found = to_take_up(contribution, user)
    if not words.strip():
        found.append(Blocker("no_words", _("Write a word to the member; they read it.")))
    return found

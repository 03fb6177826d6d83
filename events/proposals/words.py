"""The words that a letter of each outcome begins with; whoever sends it writes on in them."""

from django.utils import translation
from django.utils.translation import gettext

from .enums import State
from .models import Proposal


def first_words(proposal: Proposal, outcome: State) -> str:
    """In the proposer's language, for the letter is theirs."""
    language = getattr(proposal.proposer, "language", "") or "da"
    with translation.override(language):
        facts = {"title": proposal.title, "conference": proposal.call.conference.title}
        return {
            State.ACCEPTED: gettext(
                "Thank you for your proposal “%(title)s”. We would very much like to have it at "
                "%(conference)s.\n\nPlease confirm on the page of the proposal that you can. We write to "
                "you about day, hour and room when the programme is published."
            ),
            State.WAITING: gettext(
                "Thank you for your proposal “%(title)s” for %(conference)s. We like it, and cannot say "
                "yet whether there is room.\n\nWe write to you again as soon as we know."
            ),
            State.DECLINED: gettext(
                "Thank you for your proposal “%(title)s” for %(conference)s. There were more good proposals "
                "than there is room for, and yours is not in the programme this time.\n\nWe hope that you "
                "will propose something again."
            ),
        }[outcome] % facts

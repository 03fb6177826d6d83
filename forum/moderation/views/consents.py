"""Saying yes or no to other readers of what one has written."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from forum.questions.rules import may_view
from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import flows, queries
from ..enums import MoveState
from ..problems import to_agree


@form_page
@members_only
def consent(request, pk):
    """One request to move a question, for somebody who has written there; nobody else finds it."""
    found = get_object_or_404(queries.consents_of(request.user), move=pk)
    move = found.move
    if request.method == "POST" and request.POST.get("said") in ("ja", "nej"):
        agrees = request.POST["said"] == "ja"
        try:
            move = flows.answer(request=move, agrees=agrees, by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
        else:
            messages.success(request, _thanks(move, agrees))
        return redirect("moderation:consent", pk)
    return render(
        request,
        "moderation/consent.html",
        {
            "consent": found,
            "move": move,
            "question": move.question,
            "reads_it": may_view(request.user, move.question),
            "texts": queries.own_texts_in(request.user, move.question),
            "blockers": to_agree(move, True, request.user) if move.is_open else [],
        },
    )


def _thanks(move, agrees: bool) -> str:
    if not agrees:
        return _("Thank you. It stays where it is.")
    if move.state == MoveState.MOVED:
        return _("Thank you. It has moved.")
    return _("Thank you. It moves when everybody has said yes.")

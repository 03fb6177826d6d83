"""A member's word about an applicant from their own municipality."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from ..enums import Word
from ..flows import vouching
from ..forms import WordForm
from ..problems import to_vouch
from ..queries import vouchings_for


@members_only
@form_page
def vouch(request: HttpRequest, pk: int) -> HttpResponse:
    """Who applies, and two buttons. Opening the page says nothing: programs open links in mails too."""
    found = get_object_or_404(vouchings_for(request.user), pk=pk)
    if request.method == "POST":
        form = WordForm(request.POST)
        if form.is_valid():
            try:
                vouching.answer(
                    vouching=found, word=Word(form.cleaned_data["word"]), by=request.user
                )
            except Refused as refused:
                say(request, refused.blockers)
            else:
                messages.success(request, _("Thank you. The secretariat has your answer."))
        return redirect("vetting:vouch", pk)
    return render(
        request,
        "vetting/vouching_form.html",
        {"vouching": found, "blockers": [] if found.word else to_vouch(found, request.user)},
    )

"""The desk: what members have offered and reported, and the answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on
from resources.library.gates import editors_only

from . import flows, queries
from .enums import Reply
from .forms import AnswerForm
from .models import Difference, Offer


@require_safe
@editors_only
def words(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the oldest first, and what was answered last."""
    offers, differences = queries.offers_for(request.user), queries.differences_for(request.user)
    rows = queries.series_for(request.user)
    return render(
        request,
        "klarret_desk/words.html",
        {
            "offers": offers.filter(reply=Reply.WAITS),
            "differences": differences.filter(reply=Reply.WAITS),
            "answered_offers": offers.exclude(reply=Reply.WAITS).order_by("-replied_at")[:20],
            "answered_differences": differences.exclude(reply=Reply.WAITS).order_by("-replied_at")[
                :20
            ],
            "wished": sorted((row for row in rows if row.wishes), key=lambda row: -row.wishes)[:5],
            "behind": [row for row in rows if row.overtaken],
        },
    )


@form_page
@editors_only
def answer_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer somebody who will write along."""
    return _answer(request, get_object_or_404(queries.offers_for(request.user), pk=pk))


@form_page
@editors_only
def answer_difference(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer somebody who has told what is different in their municipality."""
    return _answer(request, get_object_or_404(queries.differences_for(request.user), pk=pk))


def _answer(request: HttpRequest, word: Offer | Difference) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            flows.answer(word=word, by=request.user, **form.cleaned_data)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, {"no_words": "words"})
            word.refresh_from_db()
        else:
            messages.success(request, _("It is answered, and the member has been told."))
            return redirect("klarret_desk:words")
    return render(request, "klarret_desk/answer.html", {"form": form, "word": word})

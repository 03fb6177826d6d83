"""The desk: what members give, taken up into the library or answered."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say
from resources.library.gates import editors_only
from resources.library.recognising import signs

from . import flows, queries
from .crediting import credited
from .enums import State
from .forms import ReplyForm
from .problems import to_take_up


@require_safe
@editors_only
def contributions(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the oldest first, and what was answered last."""
    rows = queries.at_the_desk(request.user)
    return render(
        request,
        "contributions_desk/contributions.html",
        {
            "waiting": rows.filter(state=State.SENT),
            "sent_back": rows.filter(state=State.SENT_BACK),
            "answered": rows.filter(state__in=[State.TAKEN_UP, State.DECLINED]).order_by("-pk")[
                :30
            ],
        },
    )


@form_page
@editors_only
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """One contribution, what in it might show who it is about, and the answer."""
    shown = get_object_or_404(queries.at_the_desk(request.user), pk=pk)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = flows.decline if request.POST.get("step") == "decline" else flows.send_back
        try:
            answer(contribution=shown, by=request.user, **form.cleaned_data)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, {"no_words": "words"})
            shown.refresh_from_db()
        else:
            messages.success(request, _("It is answered, and the member has been told."))
            return redirect("contributions_desk:list")
    texts = [shown.title, shown.summary, shown.use, shown.tried, shown.led_to]
    return render(
        request,
        "contributions_desk/contribution.html",
        {
            "form": form,
            "contribution": shown,
            "blockers": to_take_up(shown, request.user),
            "signs": signs([*texts, *(file.words for file in shown.files.all())]),
            "credited": credited(shown),
        },
    )


@require_POST
@editors_only
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Make material of it; the desk's page of it is where one goes on."""
    shown = get_object_or_404(queries.at_the_desk(request.user), pk=pk)
    try:
        guide = flows.take_up(contribution=shown, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request,
            _("It is material now, and waits for you to go on writing. The member has been told."),
        )
        return redirect("library_desk:guide", guide.pk)
    return redirect("contributions_desk:contribution", pk)

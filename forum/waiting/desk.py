"""The secretariat's desk of unanswered questions, and how long they may wait."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from . import flows, queries
from .forms import IntervalsForm
from .models import WaitingSettings
from .moments import waited

PAGE = 50
keepers_only = requires(Permission.MODERATE_FORUM)


@require_safe
@keepers_only
def unanswered(request):
    """What nobody has answered, the oldest first, with how long it has waited and whether it was told."""
    page = Paginator(queries.for_the_desk(request.user), PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    for question in page:
        question.waited = waited(question.created_at, now)
    return render(
        request,
        "waiting_desk/unanswered.html",
        {
            "page_obj": page,
            "overdue": queries.overdue_count(request.user),
            "intervals": WaitingSettings.load(request_or_site=request),
            "alone": queries.topics_without_help(),
        },
    )


@form_page
@keepers_only
def intervals(request):
    """How long the network lets a question wait."""
    kept = WaitingSettings.load(request_or_site=request)
    now = {name: getattr(kept, name) for name in IntervalsForm.base_fields}
    form = IntervalsForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_bound and form.is_valid():
        try:
            flows.set_intervals(**form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("It is kept."))
            return redirect("waiting_desk:list")
    return render(request, "waiting_desk/intervals.html", {"form": form})

"""The secretariat's desk for what people ask of their own data."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people.enums import Permission
from members.people.gates import requires
from members.people.queries import people_for
from members.people.rules import is_admitted
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from ..enums import Kind
from ..flows import answering, asking
from ..forms import AnswerForm, WriteDownForm
from ..problems import to_erase, to_treat
from ..queries import accounts_with_leftovers, open_requests, requests_for

PAGE = 50
managers_only = requires(Permission.MANAGE_MEMBERS)


@managers_only
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Those that wait, whose day comes first on top; or those that are answered, the newest first."""
    shows_answered = request.GET.get("vis") == "besvarede"
    found = open_requests(request.user)
    if shows_answered:
        found = requests_for(request.user).exclude(outcome="").order_by("-closed_at", "-pk")
    return render(
        request,
        "retention_desk/requests.html",
        {
            "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "shows_answered": shows_answered,
            "leftovers": accounts_with_leftovers(),
        },
    )


@managers_only
@form_page
def request_page(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: who, what, by when, and the answer."""
    shown = get_object_or_404(requests_for(request.user), pk=request_id)
    blockers = to_treat(shown, request.user)
    form = None if blockers else AnswerForm(request.POST or None, kind=shown.kind)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            answering.answer(request=shown, **form.cleaned_data, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, {"no_answer": "answer", "erase_instead": "outcome"})
        else:
            messages.success(request, _("The answer is on its way."))
            return redirect("retention_desk:requests")
    return render(
        request,
        "retention_desk/request.html",
        {
            "shown": shown,
            "person": shown.person,
            "form": form,
            "blockers": [each for each in blockers if each.code != "closed"],
            "is_deletion": shown.kind == Kind.DELETION,
            "is_admitted": is_admitted(shown.person),
            "before_erasing": to_erase(shown.person, request.user),
        },
    )


@managers_only
@form_page
def write_down(request: HttpRequest, person_id: int) -> HttpResponse:
    """A request that came by phone or letter."""
    person = get_object_or_404(people_for(request.user), pk=person_id)
    form = WriteDownForm(request.POST or None, initial={"received_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            made = asking.ask(person=person, **form.cleaned_data, by=request.user)
        except (Refused, ValidationError) as problem:
            dates = dict.fromkeys(("in_the_future", "too_long_ago"), "received_on")
            put_on(form, problem, dates)
        else:
            messages.success(request, _("The request is written down, and the person is told."))
            return redirect("retention_desk:request", made.pk)
    return render(request, "retention_desk/write_down.html", {"form": form, "person": person})

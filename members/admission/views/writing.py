"""The three steps in which an application is written. What is good is kept at once, also when something else
on the page is not, and nothing newer from another tab is written over."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.kit.problems import Refused
from portal.ui.refusals import put_on

from ..enums import State
from ..flows import applying, drafting
from ..models import Application
from ..step_forms import RestForm, RoleForm, StepForm, YouForm, place_forms
from ..steps import LABELS, Step, fingerprint
from . import doors
from .applying import behind, broken, handed_in

FORMS: dict[Step, type[StepForm]] = {
    Step.YOU: YouForm,
    Step.FUNCTION: RoleForm,
    Step.REST: RestForm,
}
TEMPLATES = {
    Step.YOU: "admission/step_you.html",
    Step.FUNCTION: "admission/step_function.html",
    Step.REST: "admission/step_rest.html",
}


@doors.personal_link
def step(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One step: written, kept, and on to the next one."""
    found = behind(token)
    if found is None:
        return broken(request)
    if number not in list(Step):
        raise Http404
    if found.state != State.DRAFT:
        return handed_in(request, token)
    if request.method != "HEAD":
        found = applying.confirm_address(application=found)
    this = Step(number)
    if request.method != "POST":
        more = request.GET.get("flere") == "1"
        places = place_forms(found, more=more) if this == Step.FUNCTION else None
        return _page(request, found, token, FORMS[this](application=found), places)
    form = FORMS[this](request.POST, request.FILES, application=found)
    places = place_forms(found, request.POST) if this == Step.FUNCTION else None
    if not doors.may_write(request, f"application:{found.pk}"):
        form.add_error(None, doors.TOO_OFTEN)
        return _page(request, found, token, form, places, status=429)
    if "remove" in request.POST:
        drafting.detach(application=found)
        messages.success(request, _("The file is gone."))
        return redirect("admission:step", token, this)
    is_good = form.is_valid() & (places is None or places.is_valid())
    try:
        KEEP[this](found, form, places)
    except Refused as refused:
        if "not_a_draft" in refused.codes:
            return handed_in(request, token)
        put_on(form, refused)
        return _page(request, found, token, form, places, newer="newer" in refused.codes)
    todo = request.POST.get("do")
    if todo == "later" and (is_good or _only_empty(form, places)):
        messages.success(
            request, _("It is kept. The link in the mail leads you back here, on any device.")
        )
        return redirect("admission:step", token, this)
    if not is_good:
        _build_on_what_is_kept(found, form)
        return _page(request, found, token, form, places)
    if todo == "more":
        return redirect(f"{request.path}?flere=1")
    if this == Step.REST:
        return redirect("admission:preview", token)
    return redirect("admission:step", token, this + 1)


def _you(application: Application, form: StepForm, places) -> None:
    drafting.keep_answers(
        application=application, step=Step.YOU, answers=form.good, seen=form.data.get("seen", "")
    )


def _function(application: Application, form: StepForm, places) -> None:
    drafting.keep_functions(
        application=application,
        role=form.good.get("role"),
        places=places.good,
        seen=form.data.get("seen", ""),
    )


def _rest(application: Application, form: StepForm, places) -> None:
    if (upload := form.good.get("pdf")) is not None:
        drafting.attach(application=application, upload=upload)
    drafting.keep_rest(
        application=application,
        motivation=form.good.get("motivation"),
        consents=form.good.get("consent", False),
        seen=form.data.get("seen", ""),
    )


KEEP: dict[Step, Callable] = {Step.YOU: _you, Step.FUNCTION: _function, Step.REST: _rest}


def _only_empty(form: StepForm, places) -> bool:
    """Whether nothing is wrong but what has not been filled in yet."""
    forms = [form, *(places.places if places is not None else [])]
    return all(
        error.code == "required"
        for each in forms
        for errors in each.errors.as_data().values()
        for error in errors
    )


def _page(
    request: HttpRequest,
    application: Application,
    token: str,
    form: StepForm,
    places,
    *,
    newer: bool = False,
    status: int = 200,
) -> HttpResponse:
    this = form.step
    return render(
        request,
        TEMPLATES[this],
        {
            "form": form,
            "places": places,
            "application": application,
            "attachment": application.attachments.filter(exchange=None).first(),
            "token": token,
            "steps": [*LABELS.values(), _("Check and send")],
            "current": int(this),
            "label": LABELS[this],
            "newer": newer,
        },
        status=status,
    )


def _build_on_what_is_kept(application: Application, form: StepForm) -> None:
    """The page that is shown again carries the fingerprint of what has just been kept."""
    application.refresh_from_db()
    posted = cast(QueryDict, form.data)
    form.data = {**posted.dict(), "seen": fingerprint(application, form.step)}

"""One point of the minutes: saved while it is written, and by a button where there is no JavaScript."""

from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from portal.kit.numbers import number_in
from portal.kit.problems import Refused
from portal.ui.hints import hints
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say
from portal.ui.templatetags.ui import clock, spot_of

from .. import problems, queries, rules
from ..flows import writing
from ..forms import DecisionForm, SectionForm, ToDoForm
from ..models import Decision, Section, ToDo
from .finding import minutes_written_by, section_of

#: Which field a flow's problem belongs to.
FIELD_OF = {"past": "due_on", "too_far": "due_on", "no_member": "owner"}


@form_page
@members_only
def section(request, pk: int, order: int) -> HttpResponse:
    """Write in one point. What is sent is saved first, whatever the button; then comes what it says."""
    minutes = minutes_written_by(request.user, pk)
    found = section_of(minutes, order)
    by_itself = "application/json" in request.headers.get("Accept", "")
    if stopped := problems.to_write(minutes, request.user):
        if by_itself:
            return JsonResponse(_refusal(str(stopped[0].message)), status=409)
        say(request, stopped)
        return redirect(minutes)
    if request.method != "POST":
        return section_page(request, found)
    form = SectionForm(request.POST)
    refused = ""
    if form.is_valid():
        try:
            found = writing.save_section(
                section=found,
                body=form.cleaned_data["body"],
                number=form.cleaned_data["draft"] or 0,
                by=request.user,
            )
        except Refused as problem:
            refused = problem.codes[0]
            put_on(form, problem)
    if by_itself:
        return JsonResponse(_told(request, found, form, refused), status=409 if refused else 200)
    if refused or form.errors:
        return section_page(
            request,
            section_of(minutes, order),
            form,
            compare=bool(refused),
            decision=_typed(request, DecisionForm),
            todo=_typed(request, ToDoForm),
        )
    return _go_on(request, found)


def _go_on(request, found: Section) -> HttpResponse:
    """The text is saved; what else was typed is added, whatever the button, so that nothing is lost."""
    decision, todo = _typed(request, DecisionForm), _typed(request, ToDoForm)
    if decision.is_bound and decision.is_valid():
        writing.decide(section=found, text=decision.cleaned_data["decision"], by=request.user)
    if todo.is_bound and todo.is_valid():
        data = todo.cleaned_data
        try:
            writing.promise(
                section=found,
                text=data["todo"],
                owner=data["owner"],
                due_on=data["due_on"],
                by=request.user,
            )
        except (Refused, ValidationError) as problem:
            put_on(todo, problem, FIELD_OF)
    if decision.errors or todo.errors:
        return section_page(
            request,
            found,
            decision=decision if decision.errors else None,
            todo=todo if todo.errors else None,
        )
    kind = request.POST.get("do", "")
    if kind not in ("decision", "todo") and found.saved_at:
        messages.success(request, _("Saved at %(time)s.") % {"time": clock(found.saved_at)})
    if kind == "next" and found.minutes.sections.filter(order=found.order + 1).exists():
        return redirect("minutes:section", found.minutes.meeting_id, found.order + 1)
    if kind in ("next", "back"):
        return redirect("minutes:write", found.minutes.meeting_id)
    return redirect("minutes:section", found.minutes.meeting_id, found.order)


def _typed(request, kind: type[forms.Form]) -> forms.Form:
    """One of the two small forms, bound when something was typed in it or its own button was pressed."""
    button = {DecisionForm: "decision", ToDoForm: "todo"}[kind]
    names = kind.base_fields
    filled = any(request.POST.get(name, "").strip() for name in names)
    return kind(request.POST if filled or request.POST.get("do") == button else None)


def section_page(
    request,
    found: Section,
    form: SectionForm | None = None,
    *,
    compare: bool = False,
    decision: forms.Form | None = None,
    todo: forms.Form | None = None,
) -> HttpResponse:
    """The page of one point. With `compare`, both texts stand beside each other, and what was typed builds
    on the newer one when it is sent again."""
    typed = ""
    if compare and form is not None:
        typed = form.cleaned_data.get("body", "")
        data = cast(QueryDict, form.data).copy()
        data["draft"] = str(found.version)
        form.data = data
    elif form is None:
        form = SectionForm(initial={"body": found.body, "draft": found.version})
    total = found.minutes.sections.count()
    return render(
        request,
        "minutes/section.html",
        {
            "minutes": found.minutes,
            "meeting": found.minutes.meeting,
            "section": found,
            "total": total,
            "form": form,
            "compare": compare,
            "typed": typed,
            "decision": decision or DecisionForm(),
            "todo": todo or ToDoForm(),
            "errors_of": [each for each in (decision, todo) if each is not None],
            "todos": found.todos.select_related("owner"),
            "comments": found.comments.select_related("author"),
            "others": queries.others_writing(found.minutes, request.user),
        },
    )


@require_POST
@members_only
def drop(request, pk: int, order: int) -> HttpResponse:
    """Take a decision or a to-do out again."""
    minutes = minutes_written_by(request.user, pk)
    found = section_of(minutes, order)
    kind, _sep, number = request.POST.get("what", "").partition(":")
    key = number_in(number)
    try:
        if kind == "todo":
            todo = get_object_or_404(ToDo, pk=key, section=found)
            todo.section = found
            writing.drop_todo(todo=todo, by=request.user)
        else:
            decision = get_object_or_404(Decision, pk=key, section=found)
            decision.section = found
            writing.drop_decision(decision=decision, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    return redirect("minutes:section", pk, order)


def _refusal(message: str) -> dict:
    return {
        "saved": False,
        "refused": "final",
        "number": 0,
        "line": "",
        "files": "",
        "hints": [],
        "errors": {"__all__": {"text": message, "spot": ""}},
        "newer": "",
    }


def _told(request, found: Section, form: SectionForm, refused: str) -> dict:
    """What the page is told of a save. No word of the text is in it."""
    saved = not refused and not form.errors
    told = [str(each.message) for each in hints(form.cleaned_data.get("body") or "")]
    if rules.is_claimed(found, by_another_than=request.user) and found.claimed_by:
        told.insert(0, _("%(name)s writes in this point") % {"name": found.claimed_by.first_name})
    return {
        "saved": saved,
        "refused": refused,
        "number": found.version if saved else form.cleaned_data.get("draft") or 0,
        "line": _("Saved at %(time)s") % {"time": clock(found.saved_at)}
        if saved and found.saved_at
        else "",
        "files": "",
        "hints": told,
        "errors": {
            name: {"text": " ".join(map(str, errors)), "spot": spot_of(errors)}
            for name, errors in form.errors.items()
        },
        "newer": request.path if refused == "newer" else "",
    }

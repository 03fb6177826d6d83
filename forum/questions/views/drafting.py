"""Drafts: saved while they are written, and by a button where there is no JavaScript."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.groups.queries import own_groups
from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.problems import Refused
from portal.ui.hints import hints
from portal.ui.refusals import put_on
from portal.ui.templatetags.ui import clock, spot_of

from .. import flows, queries
from ..forms import AnswerForm, DraftedForm, QuestionForm
from ..models import Draft
from ..writing import FIELD_OF, Writing
from .questions import ask_page, page_of


@require_POST
@requires(Permission.WRITE_IN_FORUM)
def question_draft(request) -> HttpResponse:
    """The draft of a new question."""
    form = QuestionForm(
        request.POST,
        request.FILES,
        groups=own_groups(request.user),
        by=request.user,
        drafting=True,
    )
    return _kept(
        request,
        Writing(request.user),
        form,
        back=reverse("questions:ask"),
        again=lambda writing: ask_page(request, form, writing),
    )


@require_POST
@requires(Permission.WRITE_IN_FORUM)
def answer_draft(request, pk) -> HttpResponse:
    """The draft of an answer."""
    question = get_object_or_404(queries.questions_for(request.user), pk=pk)
    form = AnswerForm(request.POST, request.FILES, by=request.user, drafting=True)
    return _kept(
        request,
        Writing(request.user, question),
        form,
        back=reverse("questions:question", args=[pk]) + "#svar-her",
        again=lambda writing: page_of(request, pk, answer_form=form, writing=writing),
    )


def _kept(
    request,
    writing: Writing,
    form: DraftedForm,
    *,
    back: str,
    again: Callable[[Writing], HttpResponse],
) -> HttpResponse:
    """One answer for the page that saves by itself (JSON), one for the button (a page)."""
    by_itself = "application/json" in request.headers.get("Accept", "")
    if "discard" in request.POST:
        flows.discard(question=writing.question, by=request.user)
        messages.success(request, _("The draft is gone."))
        return JsonResponse({"gone": back}) if by_itself else redirect(back)
    form.is_valid()
    writing.take_files(form)
    if "remove" in request.POST:
        writing.drop_file(form, request.POST["remove"])
    refused = ""
    # A file that is refused does not keep the text from being saved.
    if not set(form.errors) - {"attached"}:
        try:
            writing.save(form)
        except Refused as problem:
            refused = problem.codes[0]
            put_on(form, problem, FIELD_OF)
    if by_itself:
        return JsonResponse(_told(writing, form, refused, back), status=409 if refused else 200)
    writing.show_files(form)
    if form.errors:
        return again(writing)
    if writing.draft is not None:
        messages.success(request, saved_line(writing.draft))
    return redirect(back)


def saved_line(draft: Draft) -> str:
    """`Kladden er gemt kl. 10.42`, by the server's clock."""
    return _("Draft saved at %(time)s") % {"time": clock(draft.saved_at)}


def _told(writing: Writing, form: DraftedForm, refused: str, back: str) -> dict:
    """What the page is told of a save. No word of the text is in it."""
    saved = not refused and not set(form.errors) - {"attached"}
    writing.show_files(form)
    texts = [str(form.cleaned_data.get(name) or "") for name in ("title", "body")]
    return {
        "saved": saved,
        "refused": refused,
        "number": form.cleaned_data.get("draft") or 0,
        "line": saved_line(writing.draft) if saved and writing.draft else "",
        "files": render_to_string(
            "questions/pieces/kept_files.html",
            {"kept": form.fields["attached"].widget.kept, "kept_at": writing.address},
        ),
        "hints": [str(each.message) for each in hints(*texts)],
        "errors": {
            name: {"text": " ".join(map(str, errors)), "spot": spot_of(errors)}
            for name, errors in form.errors.items()
        },
        "newer": back if refused == "newer" else "",
    }

"""Letters: written, read as they will look, sent; and the texts that they begin with."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.admission.models import Application
from portal.kit.problems import Refused
from portal.notices.models import OutgoingMail
from portal.notices.tasks import render as render_mail
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from .. import notices, wording
from ..composing import filled_in
from ..enums import LetterKind
from ..flows import asking, deciding, lettering
from ..forms import LetterForm, LetterTextForm
from ..models import Letter, LetterText
from ..problems import to_begin, to_send
from ..queries import draft_of, letters_of, text_of
from . import vetters_only
from .case import the_case

#: Which field a flow's problem belongs to; the others stand above the form.
FIELD_OF = {
    "unknown_place": "body",
    "missing_place": "body",
    "no_reason": "reason",
    "no_text": "text",
    "no_remedy": "remedy",
    "no_day": "due_on",
    "too_soon": "due_on",
    "due_too_soon": "due_on",
    "due_too_late": "due_on",
}
#: The kinds' names in addresses.
KINDS = {
    "mere": LetterKind.MORE,
    "hoering": LetterKind.HEARING,
    "optagelse": LetterKind.ADMISSION,
    "afslag": LetterKind.REJECTION,
}


@vetters_only
@form_page
def write(request: HttpRequest, application_id: int, kind: str) -> HttpResponse:
    """Write the letter, read it as it will look, and send it. What is written is kept at each step."""
    letter_kind, application = _kind(kind), the_case(request, application_id)
    if blockers := to_begin(letter_kind, application, request.user):
        say(request, blockers)
        return redirect("admission_desk:case", application_id)
    begun = _begun(application, letter_kind)
    form, preview = LetterForm(request.POST or None, kind=letter_kind, initial=begun), None
    if request.method == "POST" and form.is_valid():
        try:
            letter = lettering.draft(
                application=application, kind=letter_kind, **form.cleaned_data, by=request.user
            )
            if blockers := to_send(letter):
                raise Refused(blockers)
            if request.POST.get("step") == "send":
                _send(letter_kind, application, form.cleaned_data, request.user)
                messages.success(request, _("The letter is sent, and kept with the case."))
                return redirect("admission_desk:case", application_id)
            preview = _as_it_will_look(letter)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
    return render(
        request,
        "admission_desk/letter_form.html",
        {
            "application": application,
            "kind": letter_kind,
            "form": form,
            "letter": preview,
            "places": wording.places_of(letter_kind),
            "is_admission": letter_kind == LetterKind.ADMISSION,
        },
    )


@vetters_only
@require_safe
def letter(request: HttpRequest, application_id: int, letter_id: int) -> HttpResponse:
    """One letter as it went out; a draft is written on instead."""
    application = the_case(request, application_id)
    found = get_object_or_404(letters_of(application), pk=letter_id)
    if found.sent_at is None:
        return redirect("admission_desk:write", application_id, _name(found.kind))
    return render(
        request, "admission_desk/letter_detail.html", {"application": application, "letter": found}
    )


@vetters_only
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """What each kind of letter says today."""
    rows = [
        (name, kind, text_of(kind)[0], LetterText.objects.filter(kind=kind).first())
        for name, kind in KINDS.items()
    ]
    return render(request, "admission_desk/text_list.html", {"rows": rows})


@vetters_only
@form_page
def text(request: HttpRequest, kind: str) -> HttpResponse:
    """Change what a kind of letter says from now on."""
    letter_kind = _kind(kind)
    subject, body = text_of(letter_kind)
    form = LetterTextForm(request.POST or None, initial={"subject": subject, "body": body})
    if request.method == "POST" and form.is_valid():
        try:
            lettering.keep_text(kind=letter_kind, **form.cleaned_data, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("From now on new letters say this."))
            return redirect("admission_desk:texts")
    return render(
        request,
        "admission_desk/text_form.html",
        {
            "kind": letter_kind,
            "form": form,
            "places": wording.places_of(letter_kind),
            "needed": wording.missing(letter_kind, ""),
            "versions": LetterText.objects.filter(kind=letter_kind).select_related("written_by"),
        },
    )


def _begun(application: Application, kind: LetterKind) -> dict:
    """What the form begins with: the draft, or the secretariat's own text; a rejection also with what the
    applicant was heard about."""
    draft = draft_of(application, kind)
    if draft is None:
        subject, body = text_of(kind)
        begun = {"subject": subject, "body": body}
        heard = application.letters.filter(kind=LetterKind.HEARING, sent_at__isnull=False).first()
        if kind == LetterKind.REJECTION and heard is not None:
            begun |= {"reason": heard.reason, "text": heard.text}
        return begun
    names = ("subject", "body", "reason", "text", "remedy", "due_on")
    return {name: getattr(draft, name) for name in names}


def _send(kind: LetterKind, application: Application, given: dict, user) -> None:
    """The deed that the letter tells of; the draft has its words already."""
    words = {name: value for name, value in given.items() if name not in ("subject", "body")}
    if kind == LetterKind.MORE:
        asking.ask(application=application, **words, by=user)
    elif kind == LetterKind.HEARING:
        asking.hear(application=application, **words, by=user)
    elif kind == LetterKind.REJECTION:
        deciding.reject(application=application, **words, by=user)
    else:
        deciding.approve(application=application, by=user)


def _as_it_will_look(letter: Letter):
    """The letter, rendered by the worker's own function and not stored. The applicant's personal link is
    theirs alone, so that the address of the front door stands in its place."""
    mail = notices.as_mail(filled_in(letter))
    mail.context["url"] = reverse("admission:start")
    return render_mail(
        OutgoingMail(address=letter.application.email, template=mail.template, context=mail.context)
    )


def _kind(name: str) -> LetterKind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _name(kind: str) -> str:
    return next(name for name, each in KINDS.items() if each == kind)

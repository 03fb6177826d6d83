"""The desk: saying afterwards why something is gone, and what is read instead."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from ..flows import correcting
from ..forms import InsteadForm, RetirementForm, WithdrawalForm
from ..gates import editors_only
from ..models import Guide, Version
from ..reach import guides_for
from ..replacing import choices_for, key_of, seen
from .desk import FIELD_OF


@form_page
@editors_only
def withdrawal(request: HttpRequest, version_id: int) -> HttpResponse:
    """Why a version was withdrawn and what replaces it, said otherwise."""
    version = get_object_or_404(
        Version.objects.defer("text", "body").select_related(
            "edition__guide", "replacement__by_guide", "replacement__by_version__edition__guide"
        ),
        edition__guide__in=guides_for(request.user),
        pk=version_id,
    )
    if not version.is_withdrawn:
        return _in_use(request, version.edition.guide)
    now = version.replaced_by
    form = WithdrawalForm(
        request.POST or None,
        choices=choices_for(request.user, version.edition.guide, version, now=now),
        initial={"because": version.withdrawn_because, "instead": key_of(now)},
    )

    def deed(answers: dict) -> None:
        correcting.correct_withdrawal(version=version, by=request.user, **answers)

    mark = seen(version.withdrawn_because, now)
    return _asked(request, version, version.edition.guide, form, mark, deed)


@form_page
@editors_only
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Why material is retired and what replaces it, said otherwise."""
    guide = get_object_or_404(
        guides_for(request.user).select_related("retirement__replaced_by"), pk=pk
    )
    if not guide.is_retired:
        return _in_use(request, guide)
    now = guide.retirement.replaced_by
    form = RetirementForm(
        request.POST or None,
        choices=choices_for(request.user, guide, now=now),
        initial={"because": guide.retirement.because, "instead": key_of(now)},
    )

    def deed(answers: dict) -> None:
        correcting.correct_retirement(guide=guide, by=request.user, **answers)

    mark = seen(guide.retirement.because, now)
    return _asked(request, guide, guide, form, mark, deed)


def _asked(
    request: HttpRequest,
    gone: Guide | Version,
    guide: Guide,
    form: InsteadForm,
    mark: str,
    deed: Callable[[dict], None],
) -> HttpResponse:
    """`mark` is of what is said now: whoever was overtaken reads that, and may keep their own."""
    if request.method == "POST" and form.is_valid():
        try:
            deed({**form.answers, "seen_as": request.POST.get("seen", "")})
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("It is kept, and readers see it now."))
            return redirect("library_desk:guide", guide.pk)
    return render(
        request,
        "library_desk/gone_correct.html",
        {"form": form, "gone": gone, "guide": guide, "seen": mark},
    )


def _in_use(request: HttpRequest, guide: Guide) -> HttpResponse:
    messages.info(request, _("It can be read, so there is nothing to say of why it is gone."))
    return redirect("library_desk:guide", guide.pk)

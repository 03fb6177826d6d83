"""The secretariat's desk: how far each edition is, publishing the next version, and withdrawing one."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.kit import danish
from portal.kit.problems import Refused
from portal.ui.refusals import put_on

from .. import queries, typesetting
from ..enums import Kind, Line, Status
from ..flows import publishing
from ..forms import EditionForm, VersionForm, WithdrawalForm
from ..models import Edition, Guide, Version
from .reading import preview_page

editors_only = requires(Permission.EDIT_LIBRARY)
GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
#: An objection that nobody has answered yet.
AGAINST = Q(voices__objected_at__isnull=False, voices__settled_at__isnull=True)
#: Which field a flow's problem belongs to; the others stand above the form.
FIELD_OF = {
    "no_version": "status",
    "has_version": "status",
    "wrong_basis": "based_on",
    "number_taken": "number",
    "no_reason": "because",
}


@dataclass(frozen=True)
class Panel:
    """One edition at the desk: where it stands, and what it starts from that is no longer the newest."""

    edition: Edition
    overtaken: Version | None


@dataclass(frozen=True)
class Row:
    """One piece of material in the list."""

    guide: Guide
    panels: list[Panel]


@require_safe
@editors_only
def list_material(request: HttpRequest) -> HttpResponse:
    """The KlarRet series and the other material, with the status of each edition."""
    guides = list(queries.with_editions(queries.guides_for(request.user)))
    series = sorted(
        (guide for guide in guides if guide.kind == Kind.KLARRET),
        key=lambda guide: guide.number or 0,
    )
    others = sorted(
        (guide for guide in guides if guide.kind != Kind.KLARRET),
        key=lambda guide: danish.sort_key(guide.title),
    )
    return render(
        request,
        "library_desk/guide_list.html",
        {
            "series": [_row(guide) for guide in series],
            "others": [_row(guide) for guide in others],
            "progress": queries.national_progress(series),
            "drafts": queries.drafts_for(request.user).annotate(
                against=Count("voices", filter=AGAINST)
            ),
        },
    )


@require_safe
@editors_only
def guide(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of material: its editions, their versions, and what can be done."""
    guides = queries.complete(queries.guides_for(request.user)).select_related("draft")
    shown = get_object_or_404(guides, pk=pk)
    return render(
        request,
        "library_desk/guide_detail.html",
        {
            "guide": shown,
            "panels": _row(shown).panels,
            "draft": getattr(shown, "draft", None),
        },
    )


@GET_AND_POST
@editors_only
def edition(request: HttpRequest, pk: int, line: str) -> HttpResponse:
    """How far an edition is, and who writes it."""
    changed = _edition(request, pk, line)
    form = EditionForm(request.POST or None, edition=changed)
    if request.method == "POST" and form.is_valid():
        try:
            publishing.set_edition_status(
                guide=changed.guide, line=line, by=request.user, **form.cleaned_data
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("It is kept."))
            return redirect("library_desk:guide", pk)
    return render(
        request,
        "library_desk/edition_form.html",
        {"form": form, "edition": changed, "guide": changed.guide},
    )


@GET_AND_POST
@editors_only
def publish(request: HttpRequest, pk: int, line: str) -> HttpResponse:
    """The next version: looked at in a tab of its own as often as one likes, then published once."""
    published = _edition(request, pk, line)
    form = VersionForm(
        request.POST or None,
        edition=published,
        sections=_text_to_begin_with(published),
        next_number=_next_number(published),
    )
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") in ("preview", "pdf"):
            return _preview(request, published, form.answers)
        if done := _publish(request, published, form):
            # Whoever clicks twice gets the first click's answer.
            words = {"number": done.number}
            messages.success(
                request,
                _("Version %(number)d is published. Its PDF is ready in a moment.") % words,
            )
            return redirect("library_desk:guide", pk)
    return render(
        request,
        "library_desk/version_form.html",
        {"form": form, "edition": published, "guide": published.guide},
    )


@GET_AND_POST
@editors_only
def withdraw(request: HttpRequest, version_id: int) -> HttpResponse:
    """Asks why, says what happens, and takes the version away from readers."""
    version = get_object_or_404(
        Version.objects.defer("text", "sections").select_related("edition__guide"),
        edition__guide__in=queries.guides_for(request.user),
        pk=version_id,
    )
    edition = version.edition
    if version.is_withdrawn:
        messages.info(request, _("Version %(number)d is withdrawn.") % {"number": version.number})
        return redirect("library_desk:guide", edition.guide_id)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publishing.withdraw_version(version=version, by=request.user, **form.cleaned_data)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            words = {"number": version.number}
            messages.success(request, _("Version %(number)d is withdrawn.") % words)
            return redirect("library_desk:guide", edition.guide_id)
    others = (each for each in edition.versions.all() if not each.is_withdrawn and each != version)
    next_newest = max(others, key=lambda each: each.number, default=None)
    return render(
        request,
        "library_desk/version_withdraw.html",
        {
            "form": form,
            "version": version,
            "guide": edition.guide,
            "is_newest": edition.newest == version,
            "next_newest": next_newest,
        },
    )


def _row(guide: Guide) -> Row:
    """The editions side by side, also those nobody has begun; other material has only one text."""
    there = {edition.line: edition for edition in guide.editions.all()}
    lines = [Line.NATIONAL, Line.COPENHAGEN] if guide.number else sorted(there) or [Line.COPENHAGEN]
    editions = [there.get(line) or _not_begun(guide, line) for line in lines]
    for edition in editions:
        edition.guide = guide
    readable = [edition for edition in editions if edition.newest]
    return Row(
        guide, [Panel(edition, queries.overtaken(edition, readable)) for edition in editions]
    )


def _not_begun(guide: Guide, line: str) -> Edition:
    edition = Edition(guide=guide, line=line)
    edition.newest = None
    return edition


def _edition(request: HttpRequest, pk: int, line: str) -> Edition:
    """The edition as it is stored, or as it would be begun. 404 for a line that the guide has not."""
    guide = get_object_or_404(queries.complete(queries.guides_for(request.user)), pk=pk)
    for panel in _row(guide).panels:
        if panel.edition.line == line:
            return panel.edition
    raise Http404


def _next_number(edition: Edition) -> int:
    """After every number ever used: a withdrawn one is not used again."""
    if edition.pk is None:
        return 1
    return (edition.versions.aggregate(highest=Max("number"))["highest"] or 0) + 1


def _text_to_begin_with(edition: Edition) -> list[dict]:
    """The newest version's text, else that of Copenhagen's edition, which the national one rewrites."""
    if edition.newest is not None:
        return edition.newest.sections
    for other in edition.guide.editions.all():
        if other.line == Line.COPENHAGEN and other.newest is not None:
            return other.newest.sections
    return []


def _publish(request: HttpRequest, edition: Edition, form: VersionForm) -> Version | None:
    """The published version, or None and the problems beside the fields."""
    answers = form.answers
    try:
        if edition.pk is None:
            edition = publishing.set_edition_status(
                guide=edition.guide,
                line=edition.line,
                status=Status.BEING_WRITTEN,
                by=request.user,
            )
        return publishing.publish_version(edition=edition, by=request.user, **answers)
    except Refused as refused:
        if "number_taken" in refused.codes:
            first = queries.published_as(edition, **answers)
            if first is not None:
                return first
        put_on(form, refused, FIELD_OF)
    except ValidationError as problem:
        put_on(form, problem, FIELD_OF)
    return None


def _preview(request: HttpRequest, edition: Edition, answers: dict) -> HttpResponse:
    """The version as readers would get it, on the page or as a PDF; nothing is stored."""
    version = Version(
        edition=edition,
        published_at=timezone.now(),
        **{name: answers[name] for name in ("number", "change", "extent", "sections")},
    )
    if request.POST.get("step") == "pdf":
        return HttpResponse(
            typesetting.pdf(version),
            content_type="application/pdf",
            headers={"Content-Disposition": "inline"},
        )
    return preview_page(request, version)

"""The secretariat's desk: how far each edition is, what waits for approval, and withdrawing a version."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kit import danish, dates
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on

from .. import desk_queries, queries, reach, typesetting
from ..enums import Kind, Line
from ..flows import approving, publishing, retiring, writing
from ..forms import EditionForm, RetirementForm, ReviewForm, WithdrawalForm
from ..gates import editors_only
from ..models import Edition, Guide, Replacement, Version
from ..problems import to_approve
from ..replacing import choices_for
from ..wording import parts_of

#: An objection that nobody has answered yet.
AGAINST = Q(voices__objected_at__isnull=False, voices__settled_at__isnull=True)
#: Which field a flow's problem belongs to; the others stand above the form.
FIELD_OF = {
    "no_version": "status",
    "has_version": "status",
    "no_reason": "because",
    "no_comment": "comment",
    "circle": "instead",
    "instead_gone": "instead",
    "instead_hidden": "instead",
}


@dataclass(frozen=True)
class Panel:
    """One edition at the desk: where it stands, and what it starts from that is no longer the newest."""

    edition: Edition
    overtaken: Version | None
    is_waiting: bool = False
    is_sent_back: bool = False
    goes_live_at: datetime | None = None


@dataclass(frozen=True)
class Row:
    """One piece of material in the list."""

    guide: Guide
    panels: list[Panel]


@require_safe
@editors_only
def list_material(request: HttpRequest) -> HttpResponse:
    """The KlarRet series and the other material, with the status of each edition."""
    guides = list(queries.with_editions(reach.in_use_for(request.user)))
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
            "retired": reach.retired_for(request.user),
            "waiting": desk_queries.waiting_editions(request.user),
            "scheduled": desk_queries.scheduled_editions(request.user),
            "drafts": desk_queries.drafts_for(request.user).annotate(
                against=Count("voices", filter=AGAINST)
            ),
        },
    )


@require_safe
@editors_only
def guide(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of material: its editions, their versions, and what can be done."""
    replaced = Replacement.objects.select_related("by_guide", "by_version__edition__guide")
    guides = (
        queries.complete(reach.guides_for(request.user))
        .select_related("draft", "retirement__replaced_by")
        .prefetch_related(Prefetch("editions__versions__replacement", replaced))
    )
    shown = get_object_or_404(guides, pk=pk)
    return render(
        request,
        "library_desk/guide_detail.html",
        {
            "guide": shown,
            "panels": [_panel_of(panel) for panel in _row(shown).panels],
            "draft": getattr(shown, "draft", None),
        },
    )


@form_page
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


@form_page
@editors_only
def write(request: HttpRequest, pk: int, line: str) -> HttpResponse:
    """To Wagtail's editor; an edition that nobody has begun is begun by the button alone."""
    written = _edition(request, pk, line)
    if request.method == "POST":
        written = writing.begin(guide=written.guide, line=line, by=request.user)
    elif written.pk is None:
        return redirect("library_desk:guide", pk)
    return redirect(written.write_url)


@form_page
@editors_only
def review(request: HttpRequest, pk: int, line: str) -> HttpResponse:
    """What waits for a second person, and what they say of it. Whoever wrote it reads here why not they."""
    waiting = _stored(request, pk, line)
    shown = _as_written(waiting)
    blockers = to_approve(waiting, request.user)
    posted = request.POST if request.method == "POST" else None
    form = ReviewForm(posted, initial={"seen": waiting.seen})
    if posted and form.is_valid() and _decide(request, waiting, form, posted.get("step", "")):
        return redirect("library_desk:guide", pk)
    return render(
        request,
        "library_desk/edition_review.html",
        {
            "form": form,
            "edition": waiting,
            "shown": shown,
            "parts": parts_of(shown.body),
            "files": desk_queries.files_at_the_desk(waiting),
            "guide": waiting.guide,
            "state": waiting.current_workflow_state,
            "is_waiting": waiting.workflow_in_progress,
            "blockers": blockers,
            "others": desk_queries.approvers(waiting),
            "last_word": desk_queries.last_word(waiting),
        },
    )


@require_safe
@editors_only
def sheet(request: HttpRequest, pk: int, line: str) -> HttpResponse:
    """The text as it is written now, as the PDF that it would become; nothing is stored."""
    shown = _as_written(_stored(request, pk, line))
    return HttpResponse(
        typesetting.pdf(shown.next_version()),
        content_type="application/pdf",
        headers={"Content-Disposition": "inline"},
    )


@require_POST
@editors_only
def take_back(request: HttpRequest, pk: int, line: str) -> HttpResponse:
    """Go on writing what waits for approval or for its hour."""
    waiting = _stored(request, pk, line)

    def deed() -> str:
        writing.take_back(edition=waiting, by=request.user)
        return _("It is taken back. It has to be approved anew before it is published.")

    do(request, deed)
    return redirect("library_desk:guide", pk)


@form_page
@editors_only
def withdraw(request: HttpRequest, version_id: int) -> HttpResponse:
    """Asks why, says what happens, and takes the version away from readers."""
    version = get_object_or_404(
        Version.objects.defer("text", "body").select_related("edition__guide"),
        edition__guide__in=reach.guides_for(request.user),
        pk=version_id,
    )
    edition = version.edition
    if version.is_withdrawn:
        messages.info(request, _("Version %(number)d is withdrawn.") % {"number": version.number})
        return redirect("library_desk:guide", edition.guide_id)
    choices = choices_for(request.user, edition.guide, version)
    form = WithdrawalForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            publishing.withdraw_version(version=version, by=request.user, **form.answers)
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


@form_page
@editors_only
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why and what replaces it, and takes the material out of use."""
    guide = get_object_or_404(reach.in_use_for(request.user), pk=pk)
    form = RetirementForm(request.POST or None, choices=choices_for(request.user, guide))
    if request.method == "POST" and form.is_valid():
        try:
            retiring.retire(guide=guide, by=request.user, **form.answers)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("It is retired. Its address says so."))
            return redirect("library_desk:guide", pk)
    return render(request, "library_desk/guide_retire.html", {"form": form, "guide": guide})


@require_POST
@editors_only
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Into use again."""
    guide = get_object_or_404(reach.guides_for(request.user), pk=pk)

    def deed() -> str:
        retiring.bring_back(guide=guide, by=request.user)
        return _("It is in use again.")

    do(request, deed)
    return redirect("library_desk:guide", pk)


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


def _panel_of(panel: Panel) -> Panel:
    """The same with where it is in its workflow, for the page of one guide."""
    edition = panel.edition
    state = edition.current_workflow_state if edition.pk else None
    if edition.pk is None:
        return panel
    return replace(
        panel,
        is_waiting=state is not None and state.status == state.STATUS_IN_PROGRESS,
        is_sent_back=state is not None and state.status == state.STATUS_NEEDS_CHANGES,
        goes_live_at=edition.goes_live_at,
    )


def _not_begun(guide: Guide, line: str) -> Edition:
    edition = Edition(guide=guide, line=line)
    edition.newest = None
    return edition


def _edition(request: HttpRequest, pk: int, line: str) -> Edition:
    """The edition as it is stored, or as it would be begun. 404 for a line that the guide has not."""
    guide = get_object_or_404(queries.complete(reach.guides_for(request.user)), pk=pk)
    for panel in _row(guide).panels:
        if panel.edition.line == line:
            return panel.edition
    raise Http404


def _stored(request: HttpRequest, pk: int, line: str) -> Edition:
    """The edition that somebody has begun; 404 for one that nobody has."""
    readable = reach.guides_for(request.user)
    editions = Edition.objects.select_related("guide", "latest_revision")
    return get_object_or_404(editions, guide__in=readable, guide=pk, line=line)


def _as_written(edition: Edition) -> Edition:
    """The edition as its latest revision has it, with the guide at hand."""
    shown = edition.get_latest_revision_as_object()
    shown.guide = edition.guide
    return shown


def _decide(request: HttpRequest, waiting: Edition, form: ReviewForm, step: str) -> bool:
    """Whether it was approved or sent back; else the problems stand on the form."""
    answers = {**form.cleaned_data, "edition": waiting, "by": request.user}
    try:
        if step == "send_back":
            approving.send_back(**answers)
            messages.success(request, _("It is sent back, and the writer is told."))
        else:
            done = approving.approve(**answers)
            messages.success(request, _approved_words(done))
    except (Refused, ValidationError) as problem:
        put_on(form, problem, FIELD_OF)
        return False
    return True


def _approved_words(edition: Edition) -> str:
    if (hour := edition.goes_live_at) is not None:
        when = dates.date_time(hour, get_language() or "da")
        return _("It is approved, and will be published: %(when)s.") % {"when": when}
    return _("It is approved and published. Its PDF is ready in a moment.")

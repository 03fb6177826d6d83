"""The desk's drafts: working on one, looking it through, publishing it or throwing it away."""

from types import SimpleNamespace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from ..bodies import cleaned, from_sections
from ..enums import Audience, Line
from ..flows import drafting
from ..forms import CheckForm, DraftForm, ReplyForm
from ..gates import editors_only
from ..models import Draft, Version, Voice
from ..origins import place_of
from ..problems import to_publish_draft
from ..recognising import signs
from ..wording import plain_text


@form_page
@editors_only
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The text to work on, what in it stands out, and what its writers have against it."""
    shown = _draft(pk)
    form = DraftForm(request.POST or None, draft=shown)
    if form.is_bound and form.is_valid():
        if request.POST.get("step") == "preview":
            return _preview(request, shown, form.answers)
        try:
            drafting.save_draft(draft=shown, by=request.user, **form.answers)
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            if request.POST.get("step") == "publish":
                return _on_to_publishing(request, shown)
            messages.success(request, _("It is kept."))
            return redirect("library_desk:draft", pk)
    return render(
        request,
        "library_desk/draft_detail.html",
        {
            "form": form,
            "draft": shown,
            "is_writer": shown.writers.filter(person_id=request.user.pk).exists(),
            **_around(request, shown),
        },
    )


@form_page
@editors_only
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks whether anybody can be recognised, and puts it into the library."""
    shown = _draft(pk)
    if shown.guide is not None:
        return redirect("library_desk:guide", shown.guide.pk)
    form = CheckForm(
        request.POST if request.method == "POST" else None, initial={"seen": shown.seen}
    )
    if form.is_bound and form.is_valid():
        try:
            guide = drafting.publish_draft(
                draft=shown,
                seen=form.cleaned_data["seen"],
                nobody_recognised=True,
                by=request.user,
            )
        except Refused as refused:
            # Read anew: it may have been changed since the page was opened.
            say(request, refused.blockers)
            return redirect("library_desk:publish_draft", pk)
        except ValidationError as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("It is in the library. Its PDF is ready in a moment."))
            return redirect("library_desk:guide", guide.pk)
    return render(
        request,
        "library_desk/draft_publish.html",
        {
            "form": form,
            "draft": shown,
            "blockers": to_publish_draft(shown, request.user, nobody_recognised=True),
            **_around(request, shown),
        },
    )


@form_page
@editors_only
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, and throws the draft away."""
    shown = _draft(pk)
    if request.method == "POST":
        try:
            drafting.discard_draft(draft=shown, by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
            return redirect("library_desk:draft", pk)
        messages.success(request, _("The draft is gone."))
        return redirect("library_desk:list")
    return render(request, "library_desk/draft_discard.html", {"draft": shown})


@require_POST
@editors_only
def settle(request: HttpRequest, voice_id: int) -> HttpResponse:
    """The secretariat has answered an objection."""
    voice = get_object_or_404(Voice.objects.select_related("draft"), pk=voice_id)
    form = ReplyForm(request.POST)
    if form.is_valid():
        drafting.settle_objection(voice=voice, by=request.user, **form.cleaned_data)
        messages.success(request, _("The one who objected gets your answer."))
    else:
        messages.error(request, " ".join(map(str, form.errors["reply"])))
    return redirect("library_desk:draft", voice.draft_id)


def _on_to_publishing(request: HttpRequest, shown: Draft) -> HttpResponse:
    """To the page that publishes; whoever has written in it has somebody else do that."""
    if not shown.writers.filter(person_id=request.user.pk).exists():
        return redirect("library_desk:publish_draft", shown.pk)
    drafting.ask_to_publish(draft=shown, by=request.user)
    messages.success(
        request, _("It is kept. The others of the secretariat hear that it waits to be read.")
    )
    return redirect("library_desk:draft", shown.pk)


def _draft(pk: int) -> Draft:
    drafts = Draft.objects.select_related("guide", "checked_by").prefetch_related("voices")
    return get_object_or_404(drafts, pk=pk)


def _around(request: HttpRequest, shown: Draft) -> dict:
    """Where it comes from, and what to look at once more."""
    texts = [shown.title, shown.summary, plain_text(shown.sections)]
    return {
        "place": place_of(shown, request.user),
        "signs": signs(texts),
        "objections": [
            (voice, ReplyForm(auto_id=f"svar_{voice.pk}_%s"))
            for voice in shown.voices.all()
            if voice.objected_at
        ],
    }


def _preview(request: HttpRequest, shown: Draft, answers: dict) -> HttpResponse:
    """The page as members would get it; nothing is stored."""
    now = timezone.now()
    # A guide that is in no database has no topics to ask for, so the page gets what it would show.
    guide = SimpleNamespace(
        title=answers["title"],
        full_title=answers["title"],
        summary=answers["summary"],
        number=None,
        link="",
        audience=Audience.MEMBERS,
        readers=_("members may read it"),
        from_members=True,
        get_kind_display=shown.get_kind_display,
        bases=[],
        topics=SimpleNamespace(all=answers["topics"]),
    )
    version = Version(number=1, published_at=now, body=cleaned(from_sections(answers["sections"])))
    return render(
        request,
        "library/guide_detail.html",
        {
            "guide": guide,
            "edition": SimpleNamespace(line=Line.NATIONAL, note="", writers=""),
            "version": version,
            "headings": version.headings,
            "history": [version],
            "related": answers["related"],
            "is_preview": True,
        },
    )

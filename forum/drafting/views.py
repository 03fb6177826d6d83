"""The button that makes a draft, and the page on which its writers see it and may object."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.questions.queries import questions_for, standing_for
from members.people.enums import Permission
from members.people.gates import members_only, requires
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from . import flows, queries
from .forms import ObjectionForm


@require_POST
@requires(Permission.EDIT_LIBRARY)
def make(request, pk: int):
    """Make a draft of a solved question, and go to it; a second time leads to the same one."""
    question = get_object_or_404(standing_for(request.user), pk=pk)
    try:
        draft = flows.draft_from(question=question, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
        return redirect("questions:question", pk)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("questions:question", pk)
    if draft.guide_id is not None:
        return redirect("library_desk:guide", draft.guide_id)
    return redirect("library_desk:draft", draft.pk)


@form_page
@members_only
def used(request, pk: int):
    """What becomes of the reader's own words, and a word to the secretariat; for others it is not there."""
    question = get_object_or_404(questions_for(request.user), pk=pk)
    draft = queries.draft_of(question)
    if draft is None:
        # Behind the bell of those who were told; everybody else learns no more than that, either.
        messages.info(request, _("The secretariat is not using the question for the library."))
        return redirect("questions:question", pk)
    voices = queries.own_voices(request.user, question, draft)
    if not voices:
        raise Http404
    parts = []
    sent = request.POST.get("voice", "") if request.method == "POST" else ""
    for voice in voices:
        is_this = sent == str(voice.pk)
        form = ObjectionForm(request.POST if is_this else None, auto_id=f"ord_{voice.pk}_%s")
        parts.append((voice, form))
        if is_this and form.is_valid():
            try:
                flows.object_to_use(voice=voice, by=request.user, **form.cleaned_data)
            except (Refused, ValidationError) as problem:
                put_on(form, problem)
            else:
                messages.success(request, _("Thank you. The secretariat has your words."))
                return redirect("drafting:used", pk)
    return render(
        request, "drafting/used.html", {"question": question, "draft": draft, "parts": parts}
    )

"""Files under texts: fetched by those who may read the text, changed by the one who wrote it, and taken away
by those who keep order."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui import stored
from portal.ui.refusals import put_on, say

from .. import flows, problems, queries, rules
from ..forms import FilesForm
from .rewording import TEXTS, place_of


@require_safe
@members_only
def attachment(request, pk, name):
    """A file by its number and its very name. What does not exist, what is called otherwise and what is
    not for this reader get the same answer: a guess learns nothing."""
    found = queries.attachments().filter(pk=pk).first()
    if found is None or found.name != name or not rules.may_open(request.user, found):
        raise Http404
    # Only pictures are shown: they have been painted anew, and hold nothing that acts.
    return stored.hand_out(request, found, inline=found.is_picture)


@require_http_methods(["GET", "POST"])
@members_only
def files(request, pk, model):
    """The files under a text: its author attaches more or takes one away, those who keep order take away."""
    post = get_object_or_404(TEXTS[model](request.user), pk=pk)
    is_own = rules.may_edit(request.user, post)
    if not rules.may_detach(request.user, post):
        raise PermissionDenied
    form = FilesForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and "remove" in request.POST:
        return _detached(request, post)
    if request.method == "POST" and not is_own:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            for upload in form.cleaned_data["attached"]:
                flows.attach(post=post, upload=upload, by=request.user)
        except Refused as refused:
            put_on(form, refused, {"too_many_files": "attached"})
        else:
            messages.success(request, _("The files have been attached."))
            return redirect(place_of(post))
    return render(
        request,
        "questions/post_files.html",
        {
            "form": form,
            "post": post,
            "is_own": is_own,
            "question": post.thread,
            "back": place_of(post),
            "most": problems.MOST_FILES,
        },
    )


def _detached(request, post):
    number = request.POST["remove"]
    found = next((file for file in post.attachments.all() if str(file.pk) == number), None)
    if found is None:
        raise Http404
    try:
        flows.detach(attachment=found, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(
            request,
            _("The file is gone.")
            if rules.wrote(request.user, post)
            else _("The file is gone, and the one who attached it is told."),
        )
    return redirect(request.path)

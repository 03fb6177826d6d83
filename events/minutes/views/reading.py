"""The minutes as they are read, commented on and added to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.meetings.rules import may_run
from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.refusals import put_on, say

from .. import queries, rules
from ..flows import finishing
from ..forms import AddendumForm, CommentForm
from ..models import Comment, Minutes
from .finding import minutes_read_by, minutes_written_by, section_of


@require_safe
@members_only
def page(request, pk: int) -> HttpResponse:
    """The minutes of one meeting, as far as they have come."""
    return page_of(request, minutes_read_by(request.user, pk))


def page_of(
    request,
    minutes: Minutes,
    *,
    comment: tuple[int, CommentForm] | None = None,
    addendum: AddendumForm | None = None,
) -> HttpResponse:
    """The page; a form that was sent and could not be taken stands where it was, with what was typed."""
    user = request.user
    sections = queries.sections_of(minutes)
    comments = rules.may_comment(user, minutes)
    writes = rules.may_write(user, minutes)
    there = list(queries.people_there(user, minutes.meeting))
    number = queries.number_who_came(minutes.meeting)
    forms = {}
    if comments:
        forms = {each.pk: CommentForm(auto_id=f"punkt-{each.order}-%s") for each in sections}
        if comment is not None:
            forms[comment[0]] = comment[1]
    return render(
        request,
        "minutes/page.html",
        {
            "minutes": minutes,
            "meeting": minutes.meeting,
            "sections": [(each, forms.get(each.pk)) for each in sections],
            "open_todos": sum(
                todo.done_at is None for each in sections for todo in each.todos.all()
            ),
            "there": there,
            "number": number,
            "writes": writes,
            "runs": may_run(user, minutes.meeting.group),
            "comments": comments,
            "addenda": minutes.addenda.select_related("written_by"),
            "addendum": (addendum or AddendumForm()) if writes and minutes.is_final else None,
        },
    )


@require_POST
@members_only
def comment(request, pk: int, order: int) -> HttpResponse:
    """A word on one point, by those who were there."""
    minutes = minutes_read_by(request.user, pk)
    section = section_of(minutes, order)
    form = CommentForm(request.POST, auto_id=f"punkt-{order}-%s")
    if form.is_valid():
        try:
            finishing.comment(section=section, text=form.cleaned_data["text"], by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
            return redirect(minutes)
        messages.success(request, _("Your comment is with those who write the minutes."))
        return redirect(f"{minutes.get_absolute_url()}#punkt-{order}")
    return page_of(request, minutes, comment=(section.pk, form))


@require_POST
@members_only
def take_in(request, pk: int, comment_id: int) -> HttpResponse:
    """A writer notes that a comment is in the text."""
    minutes = minutes_written_by(request.user, pk)
    found = get_object_or_404(
        Comment.objects.select_related("section"), pk=comment_id, section__minutes=minutes
    )
    try:
        finishing.take_in(
            comment=found, taken_in=request.POST.get("taken_in") == "1", by=request.user
        )
    except Refused as refused:
        say(request, refused.blockers)
    return redirect(f"{minutes.get_absolute_url()}#punkt-{found.section.order}")


@require_POST
@members_only
def add(request, pk: int) -> HttpResponse:
    """Set something right in final minutes."""
    minutes = minutes_written_by(request.user, pk)
    form = AddendumForm(request.POST)
    if form.is_valid():
        try:
            finishing.add(minutes=minutes, text=form.cleaned_data["text"], by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("The addendum stands below the minutes."))
            return redirect(minutes)
    return page_of(request, minutes, addendum=form)


@require_POST
@members_only
def finish(request, pk: int) -> HttpResponse:
    """Make the minutes final."""
    minutes = minutes_written_by(request.user, pk)
    if not may_run(request.user, minutes.meeting.group):
        raise PermissionDenied
    try:
        finishing.make_final(minutes=minutes, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("The minutes are final, and all members can read them."))
    return redirect(minutes)

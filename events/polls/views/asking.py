"""A coordinator asks the group when it can meet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from events.meetings.queries import groups_run_by
from members.groups.models import Group
from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from .. import flows
from ..days import facts_of, proposed, proposed_deadline
from ..forms import FIELDS, PollForm, slot_forms


@form_page
@members_only
def ask(request: HttpRequest) -> HttpResponse:
    """The form, with times proposed out of the group's own habit; the group is in the address."""
    groups = groups_run_by(request.user)
    group = _chosen(request, groups)
    if request.method != "POST":
        times = proposed(group)
        first = times[0][0] if times else None
        form = PollForm(
            groups=groups,
            initial={
                "group": group.pk,
                "answer_by": proposed_deadline(first) if first else None,
            },
        )
        return _page(request, form, slot_forms(proposed=times), group, list(groups))
    form, rows = PollForm(request.POST, groups=groups), slot_forms(request.POST)
    if "more" in request.POST:
        # What was typed stands there again; it is judged when it is sent.
        form = PollForm(initial=request.POST.dict(), groups=groups)
        return _page(request, form, _unjudged(rows), group, list(groups))
    if form.is_valid() and rows.is_valid():
        try:
            poll = flows.ask(
                group=form.cleaned_data["group"],
                facts=form.facts,
                spans=[row.span for row in rows if row.span is not None],
                key=form.cleaned_data["key"],
                by=request.user,
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELDS)
        else:
            messages.success(request, _("The group has been asked. You see the answers here."))
            return redirect(poll)
    return _page(request, form, rows, group, list(groups))


def _chosen(request: HttpRequest, groups) -> Group:
    """The group in the address, if it is one that the reader runs; else the first of those."""
    wanted = request.GET.get("gruppe", "")
    found = None
    if wanted.isdecimal() and len(wanted) < 10:
        found = groups.filter(pk=int(wanted)).first()
    found = found or groups.first()
    if found is None:
        raise PermissionDenied
    return found


def _unjudged(rows):
    """The same rows without a word against them."""
    typed = [{name: row[name].data for name in ("day", "starts", "ends")} for row in rows.forms]
    again = type(rows)(prefix="tid", initial=typed)
    again.extra = 0
    return again


def _page(request: HttpRequest, form, rows, group: Group, groups: list[Group]) -> HttpResponse:
    days = facts_of([day for row in rows if (day := row.shown_day) is not None], group)
    for row in rows:
        row.facts = days.get(row.shown_day)
    return render(
        request,
        "polls/poll_form.html",
        {"form": form, "rows": rows, "group": group, "groups": groups},
    )

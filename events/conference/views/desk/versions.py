"""Publishing a version of the programme: what is new and whom it concerns is read first."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from ... import programme_problems as problems
from ... import queries
from ...enums import State
from ...flows import publishing
from ...forms.programme import VersionForm
from ...programme_notices import in_one_line
from .gate import conference_of, managers_only


@form_page
@managers_only
def publish(request, pk: int) -> HttpResponse:
    """Every change in words; one button publishes them all."""
    conference = conference_of(request, pk)
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = publishing.publish(
                conference=conference, words=form.cleaned_data["words"], by=request.user
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            words = _("Version %(number)d of the programme is published.")
            messages.success(request, words % {"number": version.number})
            return redirect("conference_desk:programme", pk)
    planned = queries.planned_for(request.user, conference)
    rows = [
        (
            plan,
            [in_one_line(each.what, each.before, each.after) for each in plan.differences],
            problems.clashing(plan.session, plan.draft) if plan.session else 0,
        )
        for plan in planned
        if plan.draft is not None
    ]
    last = conference.versions.first()
    return render(
        request,
        "conference_desk/programme_publish.html",
        {
            "conference": conference,
            "form": form,
            "rows": rows,
            "number": last.number + 1 if last else 1,
            "notices": problems.to_notice(conference, planned),
            "is_told": conference.state == State.PUBLISHED,
        },
    )

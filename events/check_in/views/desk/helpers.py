"""The members who help at the door."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from ... import desk_queries
from ...flows import helping
from ...forms import HelperForm
from .gate import conference_of, managers_only


@form_page
@managers_only
def helpers(request, pk: int) -> HttpResponse:
    """Who helps, and one more."""
    conference = conference_of(request, pk)
    people = desk_queries.could_help(request.user, conference)
    form = HelperForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        try:
            helping.name_helper(conference=conference, person=person, by=request.user)
        except Refused as refused:
            put_on(form, refused, {"named": "person", "no_member": "person"})
        else:
            messages.success(
                request, _("%(name)s helps at the door and has been told.") % {"name": person.name}
            )
            return redirect("check_in_desk:helpers", pk)
    return render(
        request,
        "check_in_desk/helpers.html",
        {
            "conference": conference,
            "form": form,
            "helpers": desk_queries.helpers_of(request.user, conference),
        },
    )


@require_POST
@managers_only
def dismiss(request, pk: int, helper_id: int) -> HttpResponse:
    """One does not help any more."""
    conference = conference_of(request, pk)
    helper = desk_queries.helpers_of(request.user, conference).filter(pk=helper_id).first()
    if helper is None:  # the form came twice
        return redirect("check_in_desk:helpers", pk)
    name = helper.person.name
    try:
        helping.dismiss_helper(helper=helper, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("%(name)s does not help any more.") % {"name": name})
    return redirect("check_in_desk:helpers", pk)

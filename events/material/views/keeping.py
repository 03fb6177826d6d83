"""Adding material to a meeting, and keeping it in order; plain forms that need no script."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from events.conference.models import Session
from events.conference.queries import sessions_for
from events.courses import rules as course_rules
from events.courses.models import Course
from events.meetings.models import Meeting
from events.meetings.queries import meetings_for
from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from .. import problems, rules
from ..flows import adding, keeping
from ..forms import AddForm, ChangeForm
from ..models import Material
from ..occasions import kind_of
from ..queries import material_for

FIELDS = {"too_many": "attached", "other_point": "point"}


@form_page
@members_only
def add(request, pk: int) -> HttpResponse:
    """Several files, a link and a piece of the library, for a meeting one may add to."""
    return _add(request, get_object_or_404(meetings_for(request.user), pk=pk))


@form_page
@members_only
def add_to_course(request, pk: int) -> HttpResponse:
    """The same for a course that one runs or teaches."""
    shown = Course.objects.filter(course_rules.viewable(request.user)).select_related("group")
    return _add(request, get_object_or_404(shown, pk=pk))


@form_page
@members_only
def add_to_session(request, pk: int) -> HttpResponse:
    """The same for a session of the conference that one speaks at."""
    return _add(request, get_object_or_404(sessions_for(request.user), pk=pk))


def _add(request, occasion: Meeting | Course | Session) -> HttpResponse:
    if not rules.may_add_something(request.user, occasion):
        raise PermissionDenied
    if kind_of(occasion).is_called_off(occasion):
        messages.error(request, _("It is cancelled, so nothing more is added."))
        return _back(occasion)
    first = {"point": request.GET.get("punkt", "")} if request.method == "GET" else None
    form = AddForm(
        request.POST or None,
        request.FILES or None,
        occasion=occasion,
        by=request.user,
        initial=first,
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = adding.add(
                occasion=occasion, things=form.things, **form.placed, by=request.user
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELDS)
        else:
            words = ngettext(
                "%(count)d piece of material is added.",
                "%(count)d pieces of material are added.",
                len(added),
            )
            messages.success(request, words % {"count": len(added)})
            return _back(occasion)
    return render(
        request,
        "material/material_add.html",
        {"form": form, "occasion": occasion, "sent_files": bool(request.FILES)},
    )


@form_page
@members_only
def change(request, pk: int) -> HttpResponse:
    """What it is called, what is said about it, and where it stands."""
    material = _changed_by(request.user, pk)
    if found := problems.to_change(material, request.user):
        say(request, found)
        return _back(material.occasion)
    form = ChangeForm(request.POST or None, material=material, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.change(material=material, **form.cleaned_data, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELDS)
        else:
            messages.success(request, _("The material is changed."))
            return _back(material.occasion)
    return render(
        request,
        "material/material_change.html",
        {"form": form, "material": material, "occasion": material.occasion},
    )


@form_page
@members_only
def remove(request, pk: int) -> HttpResponse:
    """Asks once, and takes it away."""
    material = _changed_by(request.user, pk)
    if request.method == "POST":
        try:
            keeping.remove(material=material, by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
        else:
            messages.success(request, _("The material is gone."))
        return _back(material.occasion)
    return render(
        request,
        "material/material_remove.html",
        {"material": material, "occasion": material.occasion},
    )


@require_POST
@members_only
def move(request, pk: int) -> HttpResponse:
    """One place up, or down."""
    material = _changed_by(request.user, pk)
    try:
        keeping.move(material=material, up=request.POST.get("vej") == "op", by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    return _back(material.occasion)


def _changed_by(user, pk: int) -> Material:
    """The material, if this person may change it: 404 to whom may not see it, 403 to whom may only read."""
    material = get_object_or_404(material_for(user), pk=pk)
    if not rules.may_change(user, material):
        raise PermissionDenied
    return material


def _back(occasion) -> HttpResponse:
    return redirect(f"{occasion.get_absolute_url()}#materiale")

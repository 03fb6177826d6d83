"""The secretariat's desk for one person's data: who can see it, and two accounts that are one person's."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.enums import Permission
from members.people.gates import requires
from members.people.queries import people_for, with_posts
from members.people.rules import is_member
from portal.kit import addresses, danish
from portal.kit.addresses import ERASED
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import tasks
from ..enums import Kind
from ..flows import answering, erasing, merging
from ..forms import EraseForm, FindForm, MergeForm
from ..models import Leftover
from ..problems import to_erase
from ..queries import places, requests_for
from ..remains import counted, remains, traces_of
from ..seeing import who_sees

MOST = 50
managers_only = requires(Permission.MANAGE_MEMBERS)


@managers_only
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Find anybody with an account, member or not."""
    form = FindForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = people_for(request.user)
    for word in words.split():
        key = danish.sort_key(word)
        by_name = Q(name_key__contains=key) if key else Q(pk__in=())
        found = found.filter(by_name | Q(email_key__startswith=addresses.key(word)))
    shown = with_posts(found).order_by("name_key", "pk")[:MOST] if words else []
    return render(
        request, "retention_desk/people.html", {"form": form, "people": shown, "words": words}
    )


@managers_only
@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who can see this person, and what."""
    shown = get_object_or_404(with_posts(people_for(request.user)), pk=person_id)
    return render(
        request,
        "retention_desk/person.html",
        {
            "person": shown,
            "is_member": is_member(shown),
            "is_erased": shown.email_key.endswith(ERASED),
            "seen": who_sees(shown),
            "requests": requests_for(request.user).filter(person=shown).order_by("-made_at", "-pk"),
            "places": places(shown.leftovers.all(), request.user),
        },
    )


@managers_only
@form_page
def erase(request: HttpRequest, person_id: int) -> HttpResponse:
    """What goes and what stays when the person is erased now, and doing it."""
    shown = get_object_or_404(people_for(request.user), pk=person_id)
    has_asked = shown.data_requests.filter(kind=Kind.DELETION, outcome="").exists()
    blockers = to_erase(shown, request.user)
    form = EraseForm(request.POST or None) if has_asked else None
    if request.method == "POST" and not blockers and (form is None or form.is_valid()):
        words = form.cleaned_data["words"] if form is not None else ""
        try:
            erasing.erase_person(person=shown, words=words, by=request.user)
        except Refused as refused:
            blockers = refused.blockers
        else:
            tasks.leave_nothing_on_disk.enqueue()
            return render(
                request,
                "retention_desk/erased.html",
                {
                    "person": shown,
                    "places": places(shown.leftovers.all(), request.user),
                    "is_told": has_asked,
                },
            )
    found = [] if blockers else counted(list(remains(traces_of(shown))))
    return render(
        request,
        "retention_desk/erase.html",
        {
            "person": shown,
            "blockers": blockers,
            "still_member": any(each.code == "still_member" for each in blockers),
            "found": found,
            "form": form,
        },
    )


@managers_only
@require_POST
def looked_at(request: HttpRequest, leftover_id: int) -> HttpResponse:
    """Somebody has looked at a place in which an erased person stood."""
    leftover = get_object_or_404(Leftover, pk=leftover_id)
    answering.look_after(leftover=leftover, by=request.user)
    messages.success(request, _("The place is off the list."))
    return redirect("retention_desk:person", leftover.person_id)


@managers_only
@form_page
def merge(request: HttpRequest) -> HttpResponse:
    """Two steps: see what would be moved and what gives way, then do it."""
    given = request.POST if request.method == "POST" else None
    form = MergeForm(given, initial={"gone": request.GET.get("gone", "")})
    moved = None
    if given is not None and form.is_valid():
        both = {"kept": form.cleaned_data["kept"], "gone": form.cleaned_data["gone"]}
        try:
            if given.get("step") == "do":
                merging.merge(**both, by=request.user)
                messages.success(request, _("The two accounts are now one."))
                return redirect("retention_desk:person", both["kept"].pk)
            moved = merging.try_merging(**both, by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
    return render(request, "retention_desk/merge.html", {"form": form, "moved": moved})

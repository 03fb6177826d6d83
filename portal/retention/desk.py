"""The secretariat's desk for one person's data: who can see it, and two accounts that are one person's."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.people.enums import Permission
from members.people.gates import requires
from members.people.queries import people_for, with_posts
from members.people.rules import is_member
from portal.kit import addresses, danish
from portal.kit.problems import Refused
from portal.ui.refusals import say

from . import tasks
from .flows import erasing, merging
from .forms import FindForm, MergeForm
from .problems import to_erase
from .remains import counted, remains, traces_of
from .seeing import who_sees

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
        {"person": shown, "is_member": is_member(shown), "seen": who_sees(shown)},
    )


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, person_id: int) -> HttpResponse:
    """What goes and what stays when the person is erased now, and doing it."""
    shown = get_object_or_404(people_for(request.user), pk=person_id)
    blockers = to_erase(shown, request.user)
    if request.method == "POST" and not blockers:
        left = erasing.erase_person(person=shown, by=request.user)
        tasks.leave_nothing_on_disk.enqueue()
        messages.success(request, _("The person is erased."))
        return render(
            request, "retention_desk/erased.html", {"left": left, "counts": counted(left)}
        )
    found = [] if blockers else counted(list(remains(traces_of(shown))))
    return render(
        request,
        "retention_desk/erase.html",
        {"person": shown, "blockers": blockers, "found": found},
    )


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
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

"""The rules of membership: read by everybody, each version, and published by the secretariat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from ..flows import ruling
from ..forms import RulesForm
from ..models import MembershipRules
from ..queries import rules_on

keepers_only = requires(Permission.MANAGE_MEMBERS)


@require_safe
@login_not_required
def rules(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """The rules that are in force, or another version by its number."""
    current = rules_on(timezone.localdate())
    shown = current if number is None else get_object_or_404(MembershipRules, number=number)
    return render(
        request,
        "admission/rules.html",
        {"rules": shown, "current": current, "versions": MembershipRules.objects.all()},
    )


@require_safe
@keepers_only
def versions(request: HttpRequest) -> HttpResponse:
    """All versions, the newest first."""
    return render(
        request,
        "rules_desk/list.html",
        {
            "versions": MembershipRules.objects.select_related("published_by"),
            "current": rules_on(timezone.localdate()),
        },
    )


@form_page
@keepers_only
def new(request: HttpRequest) -> HttpResponse:
    """Write a version, read it as everybody will, and publish it: it is not changed any more."""
    latest = MembershipRules.objects.first()
    first = {"text": latest.text if latest else "", "valid_from": timezone.localdate()}
    form = RulesForm(request.POST if request.method == "POST" else None, initial=first)
    looked = False
    if form.is_bound and form.is_valid():
        looked = True
        if request.POST.get("do") == "publish":
            try:
                ruling.publish_rules(**form.cleaned_data, by=request.user)
            except (Refused, ValidationError) as problem:
                put_on(form, problem, FIELDS)
                looked = False
            else:
                messages.success(request, _("The rules are published."))
                return redirect("rules_desk:list")
    return render(request, "rules_desk/new.html", {"form": form, "looked": looked})


FIELDS = {
    "says_nothing": "text",
    "begins_in_the_past": "valid_from",
    "before_the_latest": "valid_from",
}

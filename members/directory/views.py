from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.groups.queries import own_groups
from members.people.enums import Offer, Role
from members.people.gates import members_only
from members.people.models import User
from members.people.queries import people_for, with_posts
from members.people.rules import is_member, roles_of

from . import flows
from .forms import FilterForm, ProfileForm
from .queries import (
    coverage,
    listed_for,
    narrowed,
    search_for,
    vacancies_for,
    vacancies_found,
)

PAGE = 40


@require_safe
@members_only
def list_members(request: HttpRequest) -> HttpResponse:
    """All members, searched and narrowed; `vis=alle` puts them on one page, for printing."""
    form = FilterForm(request.GET)
    chosen = form.chosen()
    words = chosen.pop("q")
    people = search_for(request.user, words) if words else listed_for(request.user)
    people = with_posts(narrowed(people, **chosen)).prefetch_related("expertise")
    count = people.count()
    vacancies = vacancies_found(vacancies_for(request.user), words=words, **chosen)
    whole = request.GET.get("vis") == "alle"
    page = Paginator(people, max(count, 1) if whole else PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/member_list.html",
        {
            "form": form,
            "page_obj": page,
            "count": count,
            "is_narrowed": bool(words or any(chosen.values())),
            "coverage": coverage(),
            "vacancies": vacancies,
        },
    )


@require_safe
@members_only
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One colleague's page."""
    shown = get_object_or_404(
        with_posts(people_for(request.user)).prefetch_related("expertise"), pk=person_id
    )
    return render(
        request,
        "directory/member_detail.html",
        {
            "person": shown,
            "is_member": is_member(shown),
            "roles": sorted(
                role.label
                for role in roles_of(shown) - {Role.MEMBER, Role.FORMER_MEMBER, Role.SUSPENDED}
            ),
            "offers": [Offer(word).label for word in shown.offers if word in Offer.values],
            "own_groups": own_groups(shown),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """One's own profile, for every account: what is kept about oneself one may see and mend."""
    own = cast(User, request.user)
    form = ProfileForm.of(own, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        flows.change_profile(person=own, by=own, **form.cleaned_data)
        with translation.override(own.language):
            messages.success(request, _("Your profile is saved."))
        answer = redirect("directory:me")
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, own.language, samesite="Lax")
        return answer
    return render(request, "directory/profile_form.html", {"form": form})

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.groups.queries import own_groups
from members.people.enums import Role
from members.people.gates import members_only
from members.people.models import User
from members.people.queries import people_for
from members.people.rules import is_member, roles_of
from portal.kit import sheets, vcards
from portal.ui import charts
from portal.ui.methods import form_page

from . import flows
from .cards import Cards, card
from .forms import CallForm, DayForm, FilterForm, ProfileForm
from .queries import (
    by_region,
    complete,
    coverage,
    days_to_compare,
    listed_for,
    narrowed,
    over_time,
    search_for,
    to_call,
    vacancies_for,
    vacancies_found,
)

PAGE = 40


@require_safe
@members_only
def list_members(request: HttpRequest) -> HttpResponse:
    """All members, searched and narrowed; `vis=alle` puts them on one page, `vis=tabel` in a table for
    printing."""
    form = FilterForm(request.GET)
    chosen = form.chosen()
    words = chosen.pop("q")
    people = search_for(request.user, words) if words else listed_for(request.user)
    people = narrowed(people, reader=request.user, **chosen)
    count = people.count()
    vacancies = vacancies_found(vacancies_for(request.user), words=words, **chosen)
    as_table = request.GET.get("vis") == "tabel"
    whole = as_table or request.GET.get("vis") == "alle"
    cards: Any = Cards(complete(people, request.user), cast(User, request.user))
    page = Paginator(cards, max(count, 1) if whole else PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/member_table.html" if as_table else "directory/member_list.html",
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
def call(request: HttpRequest) -> HttpResponse:
    """Whom one can call about a topic."""
    form = CallForm(request.GET)
    topic, offer = form.chosen()
    cards = to_call(request.user, topic, offer=offer) if topic is not None else []
    return render(request, "directory/call.html", {"form": form, "topic": topic, "cards": cards})


@require_safe
@members_only
def covered(request: HttpRequest) -> HttpResponse:
    """The network's coverage on a day, by region of that day, and through the years."""
    form = DayForm(request.GET)
    day = form.chosen()
    through = over_time(days_to_compare(day))
    return render(
        request,
        "directory/coverage.html",
        {
            "form": form,
            "day": day,
            "coverage": through[-1][1],
            "members_count": through[-1][2],
            "regions": by_region(day),
            "through": through,
            "chart": charts.line(
                "coverage",
                _("Municipalities with a member"),
                [f"{on.day}.{on.month}.{on.year}" for on, _covered, _members in through],
                [("", [covered.municipalities for _on, covered, _members in through])],
            ),
        },
    )


@require_safe
@members_only
def covered_as_csv(request: HttpRequest) -> HttpResponse:
    """The same day as a file: a line for each of the municipalities."""
    day = DayForm(request.GET).chosen()
    headings = [_("Date"), _("Region"), _("Municipality"), _("Inhabitants"), _("Members")]
    rows = [
        [day, region.name, place.name, place.population, count]
        for region in by_region(day)
        for place, count in region.rows
    ]
    return HttpResponse(
        sheets.csv_file(headings, rows, get_language() or "da"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="daekning-{day:%Y-%m-%d}.csv"'},
    )


@require_safe
@members_only
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One colleague's page."""
    shown = _the_person(request, person_id)
    return render(
        request,
        "directory/member_detail.html",
        {
            "person": shown,
            "card": card(request.user, shown),
            "is_member": is_member(shown),
            "roles": sorted(
                role.label
                for role in roles_of(shown)
                - {Role.MEMBER, Role.ADMITTED, Role.FORMER_MEMBER, Role.SUSPENDED}
            ),
            "own_groups": own_groups(shown),
        },
    )


@require_safe
@members_only
def vcard(request: HttpRequest, person_id: int) -> HttpResponse:
    """One colleague for an address book, with what the reader sees."""
    shown = card(request.user, _the_person(request, person_id))
    file = vcards.vcard(
        name=shown.person.name,
        title=shown.title,
        organisation=shown.municipalities,
        email=shown.email,
        phone=shown.phone,
        url=request.build_absolute_uri(reverse("directory:person", args=[person_id])),
    )
    name = slugify(shown.person.name) or person_id
    return HttpResponse(
        file,
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.vcf"'},
    )


def _the_person(request: HttpRequest, person_id: int) -> User:
    return get_object_or_404(complete(people_for(request.user), request.user), pk=person_id)


@form_page
def me(request: HttpRequest) -> HttpResponse:
    """One's own profile, for every account: what is kept about oneself one may see and mend. Whoever comes
    from the yearly confirmation (`tilbage`) goes back there."""
    own = cast(User, request.user)
    confirms = request.GET.get("tilbage") == "bekraeft"
    form = ProfileForm.of(own, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        flows.change_profile(person=own, by=own, **form.cleaned_data)
        with translation.override(own.language):
            messages.success(request, _("Your profile is saved."))
        answer = redirect("confirmation:mine" if confirms else "directory:me")
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, own.language, samesite="Lax")
        return answer
    return render(request, "directory/profile_form.html", {"form": form, "confirms": confirms})

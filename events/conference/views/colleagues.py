"""Registering colleagues on one's own payer, and what the buyer sees of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from .. import problems, queries
from ..costs import total_of
from ..flows.colleagues import register_colleagues
from ..forms.colleagues import ColleaguesForm
from ..forms.paying import first_guess, payer_of
from .present import present


def _payer_of(person) -> dict:
    """Who pays where somebody registers others and does not come themself."""
    last = queries.last_registration(person)
    if last is not None:
        return payer_of(last)
    return first_guess(person, *queries.home_of(person))


@form_page
@members_only
def colleagues(request) -> HttpResponse:
    """Whom one has registered (who, price and payer; nothing else of it), and the form for more of them."""
    conference = present()
    # One need not come oneself: a colleague or the head's secretary may see to it for the others.
    mine = queries.own_registration(request.user, conference)
    form = ColleaguesForm(
        request.POST if request.method == "POST" else None,
        # Whoever has been registered since the page was opened is known, too: sent twice it is done once.
        colleagues=queries.colleagues_of(request.user),
        initial=payer_of(mine) if mine is not None else _payer_of(request.user),
    )
    found = problems.to_register(conference, request.user)
    blockers = [each for each in found if each != problems.FULL]
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        try:
            done = register_colleagues(conference=conference, **answers, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            count = len(done)
            words = ngettext(
                "%(count)d colleague is registered and has been told.",
                "%(count)d colleagues are registered and have been told.",
                count,
            )
            messages.success(request, words % {"count": count})
            return redirect("conference:colleagues")
    left = queries.colleagues_to_register(request.user, conference)
    form.choose_from(left)
    bought = queries.bought_by(request.user, conference)
    sums = [total_of(each, each.bookings.all()) for each in bought]
    return render(
        request,
        "conference/colleagues.html",
        {
            "conference": conference,
            "registration": mine,
            "form": form,
            "blockers": blockers,
            "may_register": not blockers and left.exists(),
            "is_full": conference.seats_left == 0,
            "bought": list(zip(bought, sums, strict=True)),
            "total": sum(
                amount for each, amount in zip(bought, sums, strict=True) if each.is_confirmed
            ),
        },
    )

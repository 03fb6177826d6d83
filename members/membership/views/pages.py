"""What the desk's pages share: who comes in, whom they are about, and one form with one deed."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from members.people.enums import Permission
from members.people.gates import requires
from members.people.models import User
from members.people.queries import people_for
from portal.kit.problems import Refused
from portal.ui.refusals import put_on, say

managers_only = requires(Permission.MANAGE_MEMBERS)


def the_person(request: HttpRequest, person_id: int) -> User:
    return get_object_or_404(people_for(request.user), pk=person_id)


def one_click(
    request: HttpRequest, *, back: User, deed: Callable[[], object], done: str
) -> HttpResponse:
    """One button and one deed: what came of it is said, and it goes back to the person's page."""
    try:
        deed()
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, done)
    return redirect("people_desk:person", back.pk)


def one_form(
    request: HttpRequest,
    form,
    *,
    title: str,
    button: str,
    back: User | None,
    deed: Callable[[], object],
    done: str,
    lead: str = "",
    note: str = "",
    is_grave: bool = False,
) -> HttpResponse:
    """One form and one deed; afterwards back to the person's page, or with none to the list of duties."""
    if request.method == "POST" and form.is_valid():
        try:
            deed()
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, done)
            if back is None:
                return redirect("people_desk:hand_overs")
            return redirect("people_desk:person", back.pk)
    return render(
        request,
        "people_desk/form.html",
        {
            "form": form,
            "title": title,
            "button": button,
            "person": back,
            "lead": lead,
            "note": note,
            "is_grave": is_grave,
        },
    )

"""One's own data on one sheet, and the word that they are right. For everyone who is admitted: a suspended
member comes back this way."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.people.enums import Audience, Field
from members.people.models import User
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from ..flows import confirm
from ..problems import to_confirm
from ..queries import last_of, leave_of, open_for, own_posts


@form_page
def mine(request: HttpRequest) -> HttpResponse:
    """Shows what the network knows, and keeps that it is right."""
    own = cast(User, request.user)
    if to_confirm(own, own):
        return redirect("membership:mine")
    if request.method == "POST":
        try:
            confirm(person=own, by=own)
        except Refused as refused:
            say(request, refused.blockers)
        else:
            messages.success(request, _("Thank you. We know now that it is right."))
        return redirect("confirmation:mine")
    return render(
        request,
        "confirmation/mine.html",
        {
            "waiting": open_for(own),
            "last": last_of(own),
            "posts": own_posts(own),
            "leave": leave_of(own),
            "kept": [field for field in Field if own.shown_to(field) != Audience.MEMBERS],
            "shown": [field for field in Field if own.shown_to(field) == Audience.MEMBERS],
        },
    )

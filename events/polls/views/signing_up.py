"""One click from the letter to a seat: for whoever said yes to the date."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from events.meetings import problems
from events.meetings.enums import Answer
from events.meetings.flows import attending
from events.meetings.models import Meeting, SignUp
from events.meetings.rules import may_view
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import links


@login_not_required
@cache_control(private=True, no_store=True)
@form_page
def sign_up(request: HttpRequest, token: str) -> HttpResponse:
    """The meeting with one button. Looking changes nothing; the button takes the seat of the person whom the
    link names, by the rules that hold for everybody."""
    try:
        number, person = links.behind(token, links.SIGN_UP)
    except signing.BadSignature:
        number, person = 0, None
    meeting = Meeting.objects.filter(pk=number).select_related("group", "host").first()
    if meeting is None or person is None or not may_view(person, meeting):
        return render(request, "polls/link_dead.html", status=410)
    with translation.override(person.language):
        if request.method == "POST":
            try:
                attending.sign_up(meeting=meeting, person=person, by=person)
            except Refused as refused:
                say(request, refused.blockers)
            else:
                messages.success(request, _("You are signed up."))
            return redirect(request.path)
        coming = SignUp.objects.filter(meeting=meeting, person=person, state=Answer.COMING)
        return render(
            request,
            "polls/sign_up.html",
            {
                "meeting": meeting,
                "person": person,
                "is_coming": coming.exists(),
                "blockers": problems.to_sign_up(meeting, person),
            },
        )

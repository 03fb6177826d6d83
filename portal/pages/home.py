"""*Min side*: where a member's day in the portal begins."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from members.onboarding.queries import buddy_of, progress_for
from members.people.enums import Field
from members.people.gates import members_only
from members.people.queries import next_post
from members.people.rules import begins_later, is_member, shows_field
from portal.kit import dates

from . import day


@require_safe
@members_only
def member(request):
    """Greeting, what waits, what is new, and the next meetings."""
    now = timezone.now()
    language = get_language() or "da"
    meetings = day.next_meetings(request.user)
    return render(
        request,
        "home/member.html",
        {
            "greeting": dates.greeting(now, language),
            "today": timezone.localdate(now),
            "weekday_date": dates.weekday_date(now, language),
            "progress": progress_for(request.user),
            "waiting": day.waiting(request.user, meetings),
            "news": day.news(request.user),
            "meetings": day.coming_up(request.user, meetings),
            "panel": day.conference_panel(request.user),
        },
    )


@require_safe
def soon(request):
    """Admitted, and the post begins later: the day, the buddy, and what there is to read meanwhile. On the
    day itself the page leads on."""
    if not begins_later(request.user):
        return redirect("home_member" if is_member(request.user) else "membership:mine")
    buddy = buddy_of(request.user)
    return render(
        request,
        "home/soon.html",
        {
            "post": next_post(request.user),
            "buddy": buddy,
            "reachable": {
                str(field): shows_field(request.user, buddy, field)
                for field in (Field.EMAIL, Field.PHONE)
                if buddy is not None
            },
        },
    )

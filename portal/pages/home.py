"""*Min side*: where a member's day in the portal begins."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from members.onboarding.queries import progress_for
from members.people.gates import members_only
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
            "meetings": meetings[: day.SHOWN_MEETINGS],
            "panel": day.conference_panel(request.user),
        },
    )

"""A member's own feed, for a program that has no log-in: the address is the key."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .enums import Chosen
from .queries import fed_to, reader_behind
from .rules import may_choose


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def atom(request: HttpRequest, token: str) -> HttpResponse:
    """The newest questions: titles, links and bylines. `vis=emner` narrows it to the topics one follows.

    An address that is not in use, or whose owner has left the network, is not there.
    """
    reader = reader_behind(token)
    if reader is None or not may_choose(reader):
        raise Http404
    shown = request.GET.get("vis", "")
    chosen = Chosen(shown) if shown in Chosen.values else Chosen.ALL
    with translation.override(reader.language):
        # The address of the feed stays out of it: what a program passes on must not let others in.
        feed = Atom1Feed(
            title=_("Ask the network"),
            subtitle=str(chosen.label),
            link=settings.BASE_URL + reverse("questions:list"),
            description=None,
            feed_guid=f"{settings.BASE_URL}{reverse('questions:list')}?vis={chosen}",
            language=reader.language,
        )
        for question in fed_to(reader, chosen):
            link = settings.BASE_URL + reverse("questions:question", args=[question.pk])
            who = question.byline
            feed.add_item(
                title=question.title,
                link=link,
                description=None,  # type: ignore[arg-type] # no summary, not an empty one
                unique_id=link,
                author_name=f"{who.name}, {who.place}" if who.place else who.name,
                pubdate=question.created_at,
                updateddate=question.edited_at or question.created_at,
            )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

"""A member's own calendar and a group's, for a program that has no log-in: the address is the key."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events.occasions import feed_file

from .queries import occasions_for, reader_behind
from .rules import may_subscribe


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """An address that is not in use, or whose owner has left the network, is not there."""
    found = reader_behind(token)
    if found is None or not may_subscribe(found[0]):
        raise Http404
    reader, group = found
    with translation.override(reader.language):
        name = group.name if group is not None else str(_("The network of borgerrådgivere"))
        file = feed_file(occasions_for(reader, group=group), name=name)
    return HttpResponse(file, content_type="text/calendar; charset=utf-8")

"""The bell's own pages. A notice belongs to an account, not to a membership: a former member may read
what was told to them, and the page it leads to asks its own rule."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal.ui.methods import form_page

from . import flows, subscriptions
from .queries import notices_for, unread_count

PAGE = 30


@require_safe
def list_notices(request: HttpRequest) -> HttpResponse:
    """Everything behind the bell, newest first."""
    page = Paginator(notices_for(request.user), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "notices/notice_list.html",
        {"page_obj": page, "unread": unread_count(request.user)},
    )


@require_safe
def count(request: HttpRequest) -> JsonResponse:
    """The bell's figure, for pages whose socket is blocked."""
    return JsonResponse({"unread": unread_count(request.user)})


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    flows.mark_read(by=request.user)
    return redirect("notices:list")


@require_safe
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one's own notice as read and go where it leads, which is never another host."""
    notice = get_object_or_404(notices_for(request.user), pk=notice_id)
    if notice.read_at is None:
        flows.mark_read(notices=[notice.pk], by=request.user)
    return redirect(notice.url if leads_home(notice.url) else "notices:list")


@csrf_exempt  # a mail program posts here with no page of ours before it; the signed address is the proof
@login_not_required
@cache_control(private=True, no_store=True)
@form_page
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Leave the letters that the signed address names: with one POST. Looking changes nothing, for
    programs that check links look, too."""
    try:
        subscription = subscriptions.behind(token)
    except signing.BadSignature:
        return render(request, "notices/leave_broken.html", status=410)
    language = subscription.person.language if subscription else translation.get_language()
    with translation.override(language):
        # Said before it is left: afterwards there may be nothing to name.
        facts = {"what": subscription.words if subscription else "", "subscription": subscription}
        if subscription is not None and request.method != "POST":
            return render(request, "notices/leave.html", facts)
        if subscription is not None:
            subscription.leave()
        return render(request, "notices/left.html", facts)


def leads_home(url: str) -> bool:
    """Whether an address is a path of this portal: no scheme, no host, no tricks with slashes."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

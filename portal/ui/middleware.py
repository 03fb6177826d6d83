"""What every request passes: its log line, its policy for scripts, and no caching of what is private."""

import re
import time
import uuid

import structlog
from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.decorators import sync_and_async_middleware
from django.views.defaults import page_not_found, permission_denied

log = structlog.get_logger("portal.request")
SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def _begin(request):
    given = request.headers.get("X-Request-ID", "")
    request.id = given if SAFE_ID.fullmatch(given) else uuid.uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request.id)
    return time.perf_counter()


def _end(request, response, began):
    match = request.resolver_match
    # The route, not the address: invitation links and search words are nobody's business in a log.
    log.info(
        "request",
        method=request.method,
        route=(match.route if match else "(unmatched)") or "/",
        status=response.status_code,
        ms=round((time.perf_counter() - began) * 1000, 1),
    )
    response["X-Request-ID"] = request.id
    return response


@sync_and_async_middleware
def request_log(get_response):
    """One structured line per request with an id that the answer carries too."""
    if iscoroutinefunction(get_response):

        async def async_middleware(request):
            began = _begin(request)
            return _end(request, await get_response(request), began)

        return async_middleware

    def middleware(request):
        began = _begin(request)
        return _end(request, get_response(request), began)

    return middleware


class ContentSecurityPolicy(ContentSecurityPolicyMiddleware):
    """Django's policy, with a second one for Wagtail's admin, which writes inline styles and scripts."""

    def process_response(self, request, response):
        if request.path_info.startswith("/admin/") and not hasattr(response, "_csp_config"):
            response._csp_config = settings.SECURE_CSP_DESK
        return super().process_response(request, response)


@sync_and_async_middleware
def private_by_default(get_response):
    """What a logged-in person is shown is theirs: no cache on the way may keep it."""

    def seal(request, response):
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.pop("ETag", None)
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, private=True, no_store=True)
        return response

    if iscoroutinefunction(get_response):

        async def async_middleware(request):
            return seal(request, await get_response(request))

        return async_middleware

    def middleware(request):
        return seal(request, get_response(request))

    return middleware


@sync_and_async_middleware
def way_on_from_a_button(get_response):
    """An address that only a button leads to, opened as a page, as by whoever had to log in between: says so,
    and where one goes on. Django's own answer is empty."""

    def is_opened(request, response) -> bool:
        return isinstance(response, HttpResponseNotAllowed) and request.method == "GET"

    def tell(request, response):
        page = render(request, "405.html", status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    if iscoroutinefunction(get_response):

        async def async_middleware(request):
            response = await get_response(request)
            if is_opened(request, response):
                return await sync_to_async(tell)(request, response)
            return response

        return async_middleware

    def middleware(request):
        response = get_response(request)
        return tell(request, response) if is_opened(request, response) else response

    return middleware


#: A page that needs one of them says so itself, in its own answer.
NOTHING_OF_THE_DEVICE = "camera=(), microphone=(), geolocation=()"


@sync_and_async_middleware
def nothing_of_the_device(get_response):
    """No page may ask for camera, microphone or place, but the one that says so."""

    def shut(response):
        response.headers.setdefault("Permissions-Policy", NOTHING_OF_THE_DEVICE)
        return response

    if iscoroutinefunction(get_response):

        async def async_middleware(request):
            return shut(await get_response(request))

        return async_middleware

    def middleware(request):
        return shut(get_response(request))

    return middleware


class own_error_pages:  # noqa: N801 - named like the other entries of MIDDLEWARE
    """Embedded only: the portal's own 404 and 403 pages although DEBUG is on."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Http404):
            return page_not_found(request, exception)
        if isinstance(exception, PermissionDenied):
            return permission_denied(request, exception)
        return None

"""The outbox: which mails wait, went out or failed, and a second try for those that failed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.notices import flows
from portal.notices.enums import MailState
from portal.notices.models import OutgoingMail

from .mails import row

PAGE = 50
#: What the tabs show: a mail that a worker has in its hand still waits, as its reader sees it.
TABS = {
    "failed": (gettext_lazy("Failed"), [MailState.FAILED]),
    "waiting": (gettext_lazy("Waiting"), [MailState.QUEUED, MailState.SENDING]),
    "sent": (gettext_lazy("Sent"), [MailState.SENT]),
}


@require_safe
@requires(Permission.MANAGE_NOTICES)
def outbox(request: HttpRequest) -> HttpResponse:
    """The mails of one tab, newest first; what failed comes first, for it waits for someone."""
    chosen = request.GET.get("vis", "")
    chosen = chosen if chosen in TABS else "failed"
    counts = dict(
        OutgoingMail.objects.order_by()
        .values_list("state")
        .annotate(Count("pk"))
        .values_list("state", "pk__count")
    )
    mails = OutgoingMail.objects.filter(state__in=TABS[chosen][1]).select_related("recipient")
    page = Paginator(mails, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "reports/outbox_list.html",
        {
            "page_obj": page,
            "rows": [row(mail) for mail in page],
            "chosen": chosen,
            "tabs": [
                (key, label, sum(counts.get(state, 0) for state in states))
                for key, (label, states) in TABS.items()
            ],
        },
    )


@require_POST
@requires(Permission.MANAGE_NOTICES)
def resend(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Try a failed mail again."""
    mail = flows.resend(mail=get_object_or_404(OutgoingMail, pk=mail_id), by=request.user)
    if mail.state == MailState.QUEUED:
        messages.success(request, _("The mail will be tried again within a minute."))
    else:
        messages.info(request, _("Only a mail that has failed is sent again."))
    return redirect(f"{reverse('notices_desk:list')}?vis=failed")

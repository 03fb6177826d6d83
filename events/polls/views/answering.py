"""The group's pages: the list, a poll, and one's answer to it, also by the link in the letter."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events.meetings.queries import groups_run_by
from members.people.gates import members_only
from members.people.models import User
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from .. import flows, links, problems, queries, rules
from ..days import facts_of
from ..forms import AnswerForm, CloseForm, ReopenForm
from ..hosting import longest_ago
from ..models import Poll
from ..ranking import reasons

PAGE = 20


@require_safe
@members_only
def poll_list(request: HttpRequest) -> HttpResponse:
    """The reader's own groups' polls, the open ones marked."""
    found = queries.polls_for(request.user)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    waiting = {poll.pk for poll in queries.unanswered_for(request.user)}
    return render(
        request,
        "polls/poll_list.html",
        {
            "page_obj": page,
            "waiting": waiting,
            "may_ask": groups_run_by(request.user).exists(),
        },
    )


@form_page
@members_only
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One poll: what is proposed, who can when, the reader's own answer, and for whoever runs it the best
    time with its reasons."""
    poll = get_object_or_404(queries.polls_for(request.user), pk=pk)
    user = cast(User, request.user)
    form = _form(request, poll, user)
    if request.method == "POST" and _answered(request, form, poll, user):
        return redirect(poll)
    return poll_page(request, poll, form)


def poll_page(
    request: HttpRequest,
    poll: Poll,
    form: AnswerForm | None = None,
    close_form: CloseForm | None = None,
) -> HttpResponse:
    """The poll's page; a form that was sent and has errors is shown as it was sent."""
    user = cast(User, request.user)
    overview = queries.overview_of(poll)
    runs = rules.may_run(user, poll.group)
    facts: dict = {
        "poll": poll,
        "overview": overview,
        "reasons": {each.slot.pk: reasons(each.option) for each in overview.slots},
        "best_reasons": reasons(overview.best.option) if overview.best else [],
        "runs": runs,
        "is_asked": rules.may_answer(user, poll),
        "has_answered": any(line.person.pk == user.pk for line in overview.lines),
        "form": form or _form(request, poll, user),
        "blockers": problems.to_answer(poll, user),
    }
    if runs:
        facts["may_close"] = poll.state == "open"
        facts["may_reopen"] = not problems.to_reopen(poll, None, user)
        facts["close_form"] = close_form or CloseForm(
            poll=poll, ranked=overview.ranked, host=longest_ago(poll.group)
        )
        facts["reopen_form"] = ReopenForm()
    return render(request, "polls/poll_detail.html", facts)


@login_not_required
@cache_control(private=True, no_store=True)
@form_page
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same answer by the link in the letter, for one poll and one person, without logging in; nothing of
    what the others say. Looking changes nothing."""
    poll, person = _behind(token)
    if poll is None or person is None or not rules.may_answer(person, poll):
        return render(request, "polls/link_dead.html", status=410)
    with translation.override(person.language):
        form = _form(request, poll, person)
        if request.method == "POST" and _answered(request, form, poll, person):
            return redirect(request.path)
        reply, _says = queries.choices_of(poll, person)
        return render(
            request,
            "polls/by_link.html",
            {
                "poll": poll,
                "person": person,
                "form": form,
                "reply": reply,
                "blockers": problems.to_answer(poll, person),
            },
        )


def _behind(token: str) -> tuple[Poll | None, User | None]:
    try:
        number, person = links.behind(token, links.ANSWER)
    except signing.BadSignature:
        return None, None
    return Poll.objects.filter(pk=number).select_related("group", "host", "meeting").first(), person


def _form(request: HttpRequest, poll: Poll, person: User) -> AnswerForm:
    reply, says = queries.choices_of(poll, person)
    slots = list(poll.slots.all())
    sent = request.POST if request.method == "POST" and "close" not in request.POST else None
    return AnswerForm(
        sent,
        slots=slots,
        days=facts_of([slot.day for slot in slots], poll.group, poll.meeting_id),
        says=says,
        word=reply.word if reply else "",
    )


def _answered(request: HttpRequest, form: AnswerForm, poll: Poll, person: User) -> bool:
    if not form.is_valid():
        return False
    try:
        flows.answer(
            poll=poll, person=person, says=form.says, word=form.cleaned_data["word"], by=person
        )
    except (Refused, ValidationError) as problem:
        put_on(form, problem)
        return False
    messages.success(request, _("Thank you. You can change your answer until the last day."))
    return True

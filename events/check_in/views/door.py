"""The door: one page on a phone, whole without JavaScript, and what it calls to send and to catch up."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from events.conference.models import Conference, Part
from members.people.gates import members_only
from portal.kit.numbers import number_in
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import problems, queries, rules, words
from ..away import days_away
from ..flows import checking
from ..forms import FindForm, SyncForm


@form_page
@members_only
def page(request, pk: int) -> HttpResponse:
    """Choose a list, find somebody by name or code, and let them in. Asking for the page checks nobody in."""
    conference = get_object_or_404(queries.conferences_at(request.user), pk=pk)
    sheets = queries.sheets_of(request.user, conference)
    chosen = _chosen(request.POST or request.GET, sheets)
    if request.method == "POST":
        return _let_in(request, conference, chosen.part)
    form = FindForm(request.GET if "q" in request.GET else None)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    token = request.GET.get("kode", "")
    if token:
        found = queries.by_code(request.user, conference, chosen.part, token)
    else:
        found = queries.find(request.user, conference, chosen.part, typed)
    response = render(
        request,
        "check_in/door.html",
        {
            "conference": conference,
            "sheets": [(sheet, words.sheet_name(sheet.part)) for sheet in sheets],
            "chosen": chosen,
            "chosen_name": words.sheet_name(chosen.part),
            "form": form,
            "typed": typed,
            "token": token,
            "found": [(person, words.of(person.said, chosen.part)) for person in found],
            "blockers": problems.to_check_in(conference, chosen.part, request.user),
            "opens_at": rules.opens_at(conference),
            "words": words.for_phone(sheets),
            "not_today": words.not_today(),
        },
    )
    # The camera is this page's alone.
    response["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    return response


def _chosen(given, sheets: list[queries.Sheet]) -> queries.Sheet:
    number = given.get("liste", "")
    return next((sheet for sheet in sheets if str(sheet.number) == number), sheets[0])


def _let_in(request, conference: Conference, part: Part | None) -> HttpResponse:
    """The plain form: one person in, or that taken back."""
    number = request.POST.get("registration", "")
    registration = queries.by_number(request.user, conference, number_in(number))
    if registration is None or registration.person is None:
        raise Http404
    is_in = request.POST.get("ind") != "0"
    now = timezone.now()
    anyway = request.POST.get("ind") == "alligevel"
    deed = checking.Heard(uuid4(), registration.pk, part.pk if part else 0, is_in, now, anyway)
    try:
        outcome = checking.take_in(conference=conference, heard=[deed], by=request.user)[deed.uid]
    except Refused as refused:
        say(request, refused.blockers)
    else:
        said = words.answer(registration.person.name, outcome, part)
        tell = messages.success if words.is_good(outcome.said) else messages.warning
        tell(request, said)
        if is_in and part is None and words.is_good(outcome.said):
            away = days_away(conference).get(registration.pk, [])
            if timezone.localdate(now) in away:
                messages.warning(request, f"{registration.person.name}: {words.not_today()}")
    back = urlencode({"liste": part.pk if part else 0, "q": request.POST.get("q", "")[:100]})
    return redirect(f"{reverse('check_in:page', args=[conference.pk])}?{back}")


@require_POST
@members_only
def sync(request, pk: int) -> HttpResponse:
    """What a phone has done comes in, and what others have done goes out; the names only where they are not
    what the phone has. Without a line nothing of this happens, and the next call makes up for it."""
    conference = get_object_or_404(queries.conferences_at(request.user), pk=pk)
    form = SyncForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": "form"}, status=400)
    now = timezone.now()
    heard = form.heard(now)
    outcomes = {}
    if heard:
        try:
            outcomes = checking.take_in(
                conference=conference, heard=heard, now=now, by=request.user
            )
        except Refused as refused:
            said = " ".join(str(blocker.message) for blocker in refused.blockers)
            return JsonResponse({"error": refused.codes[0], "words": said}, status=409)
    number, changed = queries.changed_since(conference, form.cleaned_data["after"])
    answer = {
        "number": number,
        "changed": [[who, part, _millis(at)] for who, part, at in changed],
        "outcomes": {
            str(uid): [outcome.said, _millis(outcome.since)] for uid, outcome in outcomes.items()
        },
        "now": _millis(timezone.now()),
    }
    # A phone asks for the names seldom: at first, when a code is unknown, and each minute.
    if "roster" in request.POST:
        version, rows = queries.roster(request.user, conference)
        if version != form.cleaned_data["roster"]:
            answer |= {"roster": version, "people": rows}
    return JsonResponse(answer)


def _millis(moment) -> int | None:
    return None if moment is None else int(moment.timestamp() * 1000)

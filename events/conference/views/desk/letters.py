"""Letters to some of the participants: written, looked at, sent once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from ... import desk_queries, letter_problems
from ...flows import writing
from ...forms.desk import LetterForm, named
from ...models import Conference
from ...recipients import recipients
from .gate import conference_of, managers_only

FIELD_OF = {"no_part": "part", "nobody": "selection"}


@require_safe
@managers_only
def letters(request, pk: int) -> HttpResponse:
    """What has been sent: when, by whom and to how many."""
    conference = conference_of(request, pk)
    return render(
        request,
        "conference_desk/letters.html",
        {"conference": conference, "letters": desk_queries.letters_of(request.user, conference)},
    )


@form_page
@managers_only
def write(request, pk: int) -> HttpResponse:
    """Write a letter, look at it with whom it goes to, and send it; or write on."""
    conference = conference_of(request, pk)
    form = LetterForm(request.POST or None, conference=conference)
    step = request.POST.get("step", "")
    if request.method != "POST" or not form.is_valid() or step == "write":
        return _page(request, conference, form)
    letter = {name: form.cleaned_data[name] for name in ("selection", "part", "subject", "body")}
    people = list(recipients(conference, letter["selection"], letter["part"], but_for=request.user))
    try:
        if step == "send":
            sent = writing.send(
                conference=conference, **letter, key=form.cleaned_data["key"], by=request.user
            )
            words = ngettext(
                "The letter is on its way to %(count)d person.",
                "The letter is on its way to %(count)d people.",
                sent.count,
            )
            messages.success(request, words % {"count": sent.count})
            return redirect("conference_desk:letters", pk)
        found = letter_problems.to_send(
            conference, letter["selection"], letter["part"], len(people), request.user
        )
        if found:
            raise Refused(found)
    except (Refused, ValidationError) as problem:
        put_on(form, problem, FIELD_OF)
        return _page(request, conference, form)
    return render(
        request,
        "conference_desk/letter_preview.html",
        {
            "conference": conference,
            "form": form,
            "letter": letter,
            "people": people,
            "about": named(letter["part"]) if letter["part"] else "",
        },
    )


def _page(request, conference: Conference, form: LetterForm) -> HttpResponse:
    return render(
        request, "conference_desk/letter_form.html", {"form": form, "conference": conference}
    )

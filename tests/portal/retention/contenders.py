"""One person's ten impatient clicks on "Ask to be erased", and ten colleagues who answer one request: a
program of its own, run by `test_request_race` on a database."""

import json
import time

import django

MANY = 10


def _a_person():
    from tests.factories.people import make_user

    return make_user("Ansøger Andersen")


def _a_request():
    from portal.retention.enums import Kind
    from portal.retention.flows import asking

    person = _a_person()
    return asking.ask(person=person, kind=Kind.CORRECTION, words="Ret min titel", by=person)


def _ask(person, _colleague):
    from portal.retention.enums import Kind
    from portal.retention.flows import asking

    asking.ask(person=person, kind=Kind.DELETION, words="", by=person)


def _ask_looking_first(person, _colleague):
    """How not to do it: look, then write. The pause is the time a busy server takes in between."""
    from django.utils import timezone

    from portal.retention.models import DataRequest, to_be_answered_by

    if person.data_requests.filter(kind="deletion", outcome="").exists():
        return
    time.sleep(0.05)
    today = timezone.localdate()
    DataRequest.objects.create(
        person=person, kind="deletion", received_on=today, due_on=to_be_answered_by(today)
    )


def _answer(request, colleague):
    from portal.retention.flows import answering

    answering.answer(request=request, outcome="done", answer="Det er rettet.", by=colleague)


def _answer_looking_first(request, colleague):
    """Read, and then write whatever has happened since."""
    from portal.kit.problems import stop_if
    from portal.retention.models import DataRequest
    from portal.retention.problems import to_answer

    found = DataRequest.objects.get(pk=request.pk)
    stop_if(to_answer(found, "done", "Det er rettet.", colleague))
    time.sleep(0.05)
    found.outcome, found.answer, found.answered_by = "done", "Det er rettet.", colleague
    found.closed_at = found.made_at
    found.save()


def _asked(person) -> dict:
    from portal.notices.models import OutgoingMail

    return {
        "requests": person.data_requests.count(),
        "receipts": OutgoingMail.objects.filter(recipient=person).count(),
    }


def _answered(request) -> dict:
    from portal.notices.models import OutgoingMail

    letters = OutgoingMail.objects.filter(
        recipient=request.person, template="retention/mail/answered"
    )
    return {"letters": letters.count()}


RACES = {
    "ask": (_a_person, _ask, _asked),
    "ask-looking-first": (_a_person, _ask_looking_first, _asked),
    "answer": (_a_request, _answer, _answered),
    "answer-looking-first": (_a_request, _answer_looking_first, _answered),
}

if __name__ == "__main__":
    django.setup()
    from django.urls import reverse

    from tests.events.contenders import run
    from tests.factories.people import make_secretariat

    # A running server has long since loaded its addresses.
    reverse("retention_desk:requests")
    people = [
        make_secretariat(name=f"Jurist {number}", second_factor=False) for number in range(MANY)
    ]
    print(json.dumps({name: run(*race, people) for name, race in RACES.items()}))

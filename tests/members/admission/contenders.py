"""Twenty windows in which the same application is handed in at the same moment, and twenty vetters who join
the same two cases: a program of its own, run by `test_race` on a database. Real processes, because a
test's own transaction would queue them."""

import json
import time

import django

WINDOWS = 20


def _prepare_draft():
    from tests.factories.admission import make_draft, write

    return write(make_draft())


def _hand_in(application, _person):
    """What a browser does: the whole request, with its address and its door."""
    from django.test import Client
    from django.urls import reverse

    from members.admission.links import application_token

    address = reverse("admission:preview", args=[application_token(application)])
    answer = Client(SERVER_NAME="localhost").post(address)
    assert answer.status_code == 302, answer.status_code
    # The rest of the token is the second in which it was made.
    assert answer["Location"].split(":")[0] == address.split(":")[0]


def _hand_in_looking_first(application, vetter):
    """How not to do it: look, then write. The pause is the time a busy server takes in between."""
    from django.utils import timezone

    from members.admission import notices
    from members.admission.enums import State
    from members.admission.models import Application
    from portal.audit import trail
    from portal.notices.flows import send_letter

    if Application.objects.get(pk=application.pk).state != State.DRAFT:
        return
    time.sleep(0.05)
    Application.objects.filter(pk=application.pk).update(
        state=State.SUBMITTED, submitted_at=timezone.now()
    )
    trail.record("admission.submitted", on=application, by=vetter)
    send_letter(application.email, mail=notices.receipt(application), by=vetter)


def _handed_in(application) -> dict:
    from members.admission.models import Application
    from portal.audit.models import Entry
    from portal.notices.models import Notice, OutgoingMail

    own = Application.objects.get(pk=application.pk)
    told = Notice.objects.filter(kind="application", url__endswith=f"/{application.pk}/")
    return {
        "state": own.state,
        "receipts": OutgoingMail.objects.filter(
            template="admission/mail/receipt", address=application.email
        ).count(),
        "told_twice": told.count() - told.values("recipient").distinct().count(),
        "submitted": Entry.objects.filter(
            action="admission.submitted", object_id=str(application.pk)
        ).count(),
    }


def _prepare_pair():
    from tests.factories.admission import make_application

    return make_application(), make_application("Astrid Møllegård", "Odense")


def _join(pair, vetter):
    from members.admission.flows import joining

    one, other = pair if vetter.pk % 2 else pair[::-1]
    joining.join(one=one, other=other, by=vetter)


def _joined(pair) -> dict:
    from members.admission.models import Application
    from portal.audit.models import Entry
    from portal.notices.models import OutgoingMail

    return {
        "states": [Application.objects.get(pk=each.pk).state for each in pair],
        "letters": OutgoingMail.objects.filter(template="admission/mail/joined").count(),
        "joined": Entry.objects.filter(action="admission.joined").count(),
    }


RACES = {
    "hand-in": (_prepare_draft, _hand_in, _handed_in),
    "hand-in-looking-first": (_prepare_draft, _hand_in_looking_first, _handed_in),
    "join": (_prepare_pair, _join, _joined),
}

if __name__ == "__main__":
    django.setup()
    from django.test import Client

    from tests.events.contenders import run
    from tests.factories.people import make_secretariat

    people = [
        make_secretariat(name=f"Jurist {number}", second_factor=False) for number in range(WINDOWS)
    ]
    # A running server has long since loaded its addresses and templates.
    Client(SERVER_NAME="localhost").get("/ansoeg/")
    print(json.dumps({name: run(*race, people) for name, race in RACES.items()}))

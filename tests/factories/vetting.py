"""Cases at the vetter's desk for tests, made through the same flows as in the portal."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from members.admission.flows import exchanging
from members.admission.models import Application
from members.vetting.flows import asking, deciding, taking
from members.vetting.flows import vouching as asking_members

from .admission import make_application

TEXT = "Kommunen har ikke funktionen endnu."
REMEDY = "Søg igen, når byrådet har oprettet den."


def in_days(count: int = 14):
    return timezone.localdate() + timedelta(days=count)


def make_heard(application: Application, by, *, reason: str = "no_function") -> Application:
    """Heard before a rejection, and the applicant has answered."""
    asking.hear(application=application, reason=reason, text=TEXT, due_on=in_days(), by=by)
    exchanging.answer(exchange=application.exchanges.last(), text="Det ved jeg godt.")
    application.refresh_from_db()
    return application


def make_rejected(
    application: Application, by, *, reason: str = "no_function", text: str = TEXT
) -> Application:
    """Heard, and turned down."""
    make_heard(application, by, reason=reason)
    return deciding.reject(application=application, reason=reason, text=text, remedy=REMEDY, by=by)


def make_case(people) -> SimpleNamespace:
    """Somebody from the member's municipality, about whom the member is asked and to whom a letter has
    gone out."""
    application = make_application(at="Odense", email="ny@odense.example.dk")
    vetter = people.administrator
    taking.take(application=application, by=vetter)
    vouching = asking_members.ask(application=application, member=people.member, by=vetter)
    letter = asking.ask(application=application, text="Hvor mange?", due_on=in_days(), by=vetter)
    return SimpleNamespace(application=application, vouching=vouching, letter=letter)

"""What came of applications in the year that has passed, so that the desk's figures have something to say."""

from datetime import datetime, timedelta

from django.utils import timezone

from members.admission.enums import FunctionForm, RejectionReason, State
from members.admission.flows import applying, exchanging
from members.admission.models import Application, Exchange, Function
from members.people.enums import PostRole
from members.people.models import User
from members.vetting.enums import Outcome
from members.vetting.flows import asking, deciding
from members.vetting.models import Decision, Letter

from .cast import Cast, domain

#: Days ago that each of the newest members applied, and for how many days the case was open.
ADMITTED = ((331, 4), (298, 9), (290, 3), (247, 6), (214, 12), (183, 2), (121, 7), (88, 5), (61, 3))
#: Name, municipality, days ago, days open, why, and the reasons.
REJECTED = (
    (
        "Tonny Bendixen",
        "Solrød",
        262,
        24,
        RejectionReason.NOT_AN_ADVISER,
        "Du er ansat i kommunens borgerservice, og kommunen har ingen borgerrådgiver.",
    ),
    (
        "Marie-Louise Thorup",
        "Lemvig",
        97,
        21,
        RejectionReason.NO_FUNCTION,
        "Byrådet har endnu ikke oprettet funktionen.",
    ),
)
WITHDRAWN = (("Kasper Iversen", "Ishøj", 150, 6),)
REMEDY = "Søg igen, når det har ændret sig, eller skriv til os, hvis vi har misforstået noget."


def write_past_cases() -> None:
    cast = Cast()
    newest = User.objects.filter(posts__isnull=False, applications__isnull=True)
    people = newest.order_by("-posts__starts_on", "-pk").distinct()[: len(ADMITTED)]
    for person, (days_ago, open_for) in zip(people, ADMITTED, strict=False):
        _admitted(person, _ago(days_ago), _ago(days_ago - open_for), cast.administrator)
    for name, place, days_ago, open_for, reason, text in REJECTED:
        case = _apply(cast, name, place)
        asking.hear(
            application=case,
            reason=reason,
            text=text,
            due_on=timezone.localdate() + timedelta(days=14),
            by=cast.administrator,
        )
        exchanging.answer(exchange=case.exchanges.get(), text="Tak, det har jeg forståelse for.")
        deciding.reject(
            application=case, reason=reason, text=text, remedy=REMEDY, by=cast.administrator
        )
        came, went = _ago(days_ago), _ago(days_ago - open_for)
        _backdate(case, came, decided_at=went)
        Exchange.objects.filter(application=case).update(
            asked_at=came + timedelta(days=3),
            due_on=(came + timedelta(days=17)).date(),
            answered_at=went - timedelta(days=4),
        )
        Decision.objects.filter(application=case).update(decided_at=went)
        Letter.objects.filter(application=case).update(drafted_at=went, sent_at=went)
    for name, place, days_ago, open_for in WITHDRAWN:
        case = applying.withdraw(application=_apply(cast, name, place))
        _backdate(case, _ago(days_ago), withdrawn_at=_ago(days_ago - open_for))


def _ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def _admitted(person: User, came: datetime, went: datetime, by: User) -> None:
    """The members of the demo were not admitted on an application of theirs; here it is."""
    case = Application.objects.create(
        email=person.email,
        email_key=person.email_key,
        name=person.name,
        title=person.title,
        phone=person.phone,
        municipality=person.home_municipality,
        role=PostRole.ADVISER,
        state=State.APPROVED,
        created_at=came,
        email_confirmed_at=came,
        consented_at=came,
        submitted_at=came,
        decided_at=went,
        welcomed_at=went,
        vetter=by,
        person=person,
    )
    Decision.objects.create(
        application=case, outcome=Outcome.ADMITTED, decided_by=by, decided_at=went
    )


def _apply(cast: Cast, name: str, place: str) -> Application:
    own = cast.municipalities[place]
    local = name.lower().replace(" ", ".").replace("ø", "oe")
    now = timezone.now()
    case = Application.objects.create(
        email=f"{local}@{domain(own.name)}",
        email_key=f"{local}@{domain(own.name)}",
        name=name,
        title="Jurist",
        phone="51 20 33 47",
        municipality=own,
        role=PostRole.ADVISER,
        state=State.SUBMITTED,
        email_confirmed_at=now,
        consented_at=now,
        submitted_at=now,
    )
    Function.objects.create(
        application=case,
        municipality=own,
        form=FunctionForm.OTHER,
        since=timezone.localdate() - timedelta(days=400),
    )
    return case


def _backdate(case: Application, came: datetime, **ended) -> None:
    Application.objects.filter(pk=case.pk).update(
        created_at=came, email_confirmed_at=came, consented_at=came, submitted_at=came, **ended
    )

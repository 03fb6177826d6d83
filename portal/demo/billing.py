"""Last year's conference, billed: most of it paid, one invoice sent anew, one late cancellation charged. This
year's waits to be billed."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from events.billing.due import all_due
from events.billing.flows import deciding, issuing, paying, selling
from events.billing.models import Document
from events.conference.enums import PartKind
from events.conference.flows import arranging, on_behalf, parts, registering
from events.conference.models import Conference, Registration
from events.conference.queries import current_conference

from .cast import Cast
from .conference import NEWEST, invented_ean, point
from .events import at
from .texts import read


def write_bills() -> None:
    """The sender, last year's documents, and one payer of this year's who wants everybody on one."""
    cast = Cast()
    editor = cast.by_key["nanna-juul-overgaard"]
    told = read("billing")
    home = editor.home_municipality
    assert home is not None, "the secretariat has its municipality"
    selling.set_seller(facts={**told["seller"], "ean": invented_ean(home.code)}, by=editor)
    coming = current_conference()
    assert coming is not None, "it has been written before"
    last = _last_year(coming, told, cast)
    veterans = [person for key, person in cast.by_key.items() if key != NEWEST]
    come = [
        _sign_up(last, person, number, told["last"])
        for number, person in enumerate(veterans[: told["last"]["registered"]])
    ]
    _cancel_late(last, come, told["last"], editor)
    billed = _bill(last, last.ends_on + timedelta(days=12), editor)
    _pay(billed, told["last"]["unpaid"], editor)
    _send_anew(last, billed[-1], told["last"], editor)
    _bring_together(coming, told["last"], editor)


def _last_year(coming: Conference, told: dict, cast: Cast) -> Conference:
    """On the same weekdays, 52 weeks before."""
    editor = cast.by_key["nanna-juul-overgaard"]
    row, first = told["last"], coming.starts_on - timedelta(weeks=52)
    facts = arranging.Facts(
        title=row["title_template"].format(year=first.year),
        year=first.year,
        theme=row["theme"],
        intro=row["intro"],
        venue=row["venue"],
        address=row["address"],
        starts_on=first,
        ends_on=first + timedelta(days=2),
        registration_opens_at=at(first - timedelta(days=170), "09:00"),
        registration_closes_at=at(first - timedelta(days=40), "23:59"),
        capacity=row["capacity"],
        price=Decimal(row["price_kr"]),
        early_price=Decimal(row["early_price_kr"]),
        early_until=first - timedelta(days=100),
    )
    conference = arranging.plan(facts=facts, by=editor)
    arranging.set_programme(
        conference=conference,
        programme=[point(conference, each, cast) for each in read("feedback")["session"]],
        by=editor,
    )
    conference = arranging.publish(conference=conference, by=editor)
    for each in told["part"]:
        parts.add_part(
            conference=conference,
            facts=parts.PartFacts(
                kind=PartKind(each["kind"]),
                on=first + timedelta(days=each["day"] - 1),
                title=each.get("title", ""),
                price=Decimal(each["price_kr"]),
            ),
            by=editor,
        )
    return conference


def _sign_up(conference: Conference, person, number: int, row: dict) -> Registration:
    """Those of one municipality give the same reference, so they come on one invoice."""
    payer = person.home_municipality
    assert payer is not None, "everybody in the cast has a post"
    opened = conference.registration_opens_at
    days = 2 + number if number < row["early"] else 75 + number
    bought = list(conference.parts.exclude(kind=PartKind.SESSION).order_by("pk"))
    sessions = list(conference.parts.filter(kind=PartKind.SESSION).order_by("pk"))
    # Few have chosen the last one.
    session = sessions[0 if number % 10 else -1]
    return registering.register(
        conference=conference,
        person=person,
        payer=payer,
        ean=invented_ean(payer.code),
        payer_reference=row["reference"],
        order_number=f"45{payer.code}" if number % 3 else "",
        parts=[*bought[: 1 + number % 3], session],
        key=uuid5(NAMESPACE_URL, f"demo-last-registration-{person.email}"),
        at=opened + timedelta(days=days, hours=3),
        by=person,
    )


def _cancel_late(conference: Conference, come: list[Registration], row: dict, editor) -> None:
    moment = at(conference.starts_on - timedelta(days=9), "14:20")
    for registration, is_charged, note in [
        (come[7], True, row["charged"]),
        (come[11], False, row["let_off"]),
    ]:
        registering.cancel_registration(
            registration=registration, at=moment, by=registration.person
        )
        deciding.decide(
            registration=registration, is_charged=is_charged, note=note, at=moment, by=editor
        )


def _bill(conference: Conference, day: date, editor) -> list[Document]:
    conference = Conference.objects.get(pk=conference.pk)
    return issuing.bill(
        conference=conference,
        tokens=[each.token for each in all_due(conference)],
        at=at(day, "10:15"),
        by=editor,
    )


def _pay(documents: list[Document], unpaid: int, editor) -> None:
    for number, document in enumerate(documents[:-1]):
        if number % 9 == 4 and unpaid:
            unpaid -= 1
            continue
        paid_on = document.issued_on + timedelta(days=9 + 4 * (number % 5))
        entered = datetime.combine(
            paid_on, timezone.localtime().time(), timezone.get_current_timezone()
        )
        paying.mark_paid(document=document, paid_on=paid_on, at=entered, by=editor)


def _send_anew(conference: Conference, document: Document, row: dict, editor) -> None:
    """The payer's number had changed: credited, written anew, and paid since."""
    registrations = [line.registration for line in document.lines.select_related("registration")]
    first, *others = dict.fromkeys(each for each in registrations if each is not None)
    on_behalf.change_payer(
        registration=first,
        payer=first.payer,
        ean=invented_ean(str(int(first.payer.code) + 1).zfill(len(first.payer.code))),
        payer_reference=first.payer_reference,
        order_number=first.order_number,
        also=others,
        note=row["returned"],
        by=editor,
    )
    again = _bill(conference, document.issued_on + timedelta(days=6), editor)
    for each in again:
        if each.is_invoice:
            paying.mark_paid(document=each, paid_on=each.issued_on + timedelta(days=14), by=editor)


def _bring_together(conference: Conference, row: dict, editor) -> None:
    """The municipality from which most come wants one invoice."""
    payers: dict[int, list[Registration]] = {}
    for each in conference.registrations.filter(cancelled_at=None).select_related("payer"):
        payers.setdefault(each.payer_id, []).append(each)
    first, *others = max(payers.values(), key=len)
    on_behalf.change_payer(
        registration=first,
        payer=first.payer,
        ean=first.ean,
        payer_reference=row["reference"],
        order_number=first.order_number,
        also=others,
        note=row["together"],
        by=editor,
    )

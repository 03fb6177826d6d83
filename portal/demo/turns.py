"""What happens to memberships on their way: some have left, one is about to, some are away, and one is heard
about a suspension."""

from datetime import date, timedelta

from django.utils import timezone

from members.membership.flows import absence, leaving, suspending
from members.onboarding.flows import buddies
from members.people.enums import PostRole
from members.people.flows import membership
from members.people.models import Membership, Suspension, User
from portal.kit.dates import add_working_days

from .cast import Cast, address
from .texts import read

REASON = (
    "En kommune har henvendt sig, fordi ordret gengivelse af et svar fra forummet stod i et notat, som blev "
    "sendt til en borger. Forummet er fortroligt efter netværkets regler.\n\nHvis det er rigtigt, overvejer "
    "vi at suspendere dit medlemskab i tre måneder."
)
STATEMENT = (
    "Det er rigtigt, at et afsnit af et svar kom med i notatet. Det skete ved en fejl, da jeg samlede "
    "materiale i sagen, og det beklager jeg. Notatet er kaldt tilbage, og afsnittet er taget ud."
)


def let_some_leave() -> None:
    """The former members. The last one had just become somebody's buddy: that is to be handed over."""
    cast = Cast()
    today = timezone.localdate()
    for row in read("people")["former"]:
        person = User.objects.get(email=address(row["key"], row["municipality"]))
        if helped := row.get("helps"):
            newcomer = cast.by_key[helped].onboarding
            ask = buddies.ask_buddy(onboarding=newcomer, person=person, by=cast.administrator)
            buddies.accept(ask=ask, by=person)
        membership.end_membership(person=person, by=cast.administrator)
        days = timedelta(days=row["left_days_ago"])
        Membership.objects.filter(person=person).update(ended_at=timezone.now() - days)
        person.posts.update(ends_on=today - days)
        if row.get("leaves_vacant"):
            membership.give_post(
                person=None,
                municipality=cast.municipalities[row["municipality"]],
                role=PostRole(row["role"]),
                starts_on=today - days,
                by=cast.administrator,
            )


def let_some_be_away() -> None:
    """One is back in some weeks and has a deputy, one will be away until further notice."""
    cast = Cast()
    today = timezone.localdate()
    absence.begin(
        person=cast.by_key["jakob-strandby"],
        starts_on=today - timedelta(days=20),
        ends_on=today + timedelta(days=38),
        deputy=cast.by_key["niels-joergen-hviid"],
        note="Ring til Niels Jørgen, hvis det haster.",
        by=cast.by_key["jakob-strandby"],
    )
    absence.begin(
        person=cast.by_key["bettina-kragelund"],
        starts_on=today + timedelta(days=12),
        by=cast.administrator,
    )


def let_one_be_about_to_leave() -> None:
    """He retires at the end of next month, and the municipality looks for another."""
    cast = Cast()
    leaving.leave(
        person=cast.by_key["kurt-bjerregaard"],
        ends_on=_first_of_month_after_next(timezone.localdate()),
        leaves_vacancy=True,
        by=cast.by_key["kurt-bjerregaard"],
    )


def hear_one_about_a_suspension() -> None:
    """The member has answered; nothing is decided."""
    cast = Cast()
    member = cast.by_key["dennis-mouritsen"]
    suspension = suspending.propose(
        person=member,
        reason=REASON,
        due_on=add_working_days(timezone.localdate(), 7),
        by=cast.administrator,
    )
    suspending.answer(suspension=suspension, statement=STATEMENT, by=member)
    Suspension.objects.filter(pk=suspension.pk).update(
        proposed_at=timezone.now() - timedelta(days=5)
    )


def _first_of_month_after_next(day: date) -> date:
    month = day.month + 1
    return date(day.year + month // 12, month % 12 + 1, 1)

"""What one reader sees of a person. Every list, page, file and print of the directory shows a card and
never the account, so that a field is hidden everywhere or nowhere."""

from dataclasses import dataclass

from django.db.models import QuerySet

from members.people.enums import Audience, Field, Offer
from members.people.models import Absence, User
from members.people.rules import shows_field
from portal.topics.models import Topic


@dataclass(frozen=True)
class Card:
    """A person as shown to the reader; what they do not see is empty. `kept` are the fields that the reader
    sees and other members do not: the person themself and the secretariat are told so."""

    person: User
    title: str
    email: str
    phone: str
    about: str
    expertise: list[Topic]
    offers: list[Offer]
    kept: list[Field]

    @property
    def leave(self) -> Absence | None:
        """Today's leave, where the list has fetched it."""
        return next(iter(getattr(self.person, "leaves_today", [])), None)

    @property
    def is_away(self) -> bool:
        return self.leave is not None

    @property
    def municipalities(self) -> str:
        return ", ".join(str(post.municipality) for post in self.person.current_posts)


def card(reader, person: User) -> Card:
    """The person as the reader sees them. Whether they see the person at all, the list has asked."""
    seen = {field for field in Field if shows_field(reader, person, field)}

    def shown(field: Field) -> str:
        return getattr(person, field) if field in seen else ""

    return Card(
        person=person,
        title=shown(Field.TITLE),
        email=shown(Field.EMAIL),
        phone=shown(Field.PHONE),
        about=shown(Field.ABOUT),
        expertise=list(person.expertise.all()) if Field.EXPERTISE in seen else [],
        offers=[Offer(word) for word in person.offers if word in Offer.values]
        if Field.OFFERS in seen
        else [],
        kept=[field for field in Field if field in seen and _is_kept(person, field)],
    )


def _is_kept(person: User, field: Field) -> bool:
    return person.shown_to(field) != Audience.MEMBERS


@dataclass(frozen=True)
class Cards:
    """People as cards, read when a stretch of them is cut; a paginator can go through them."""

    people: QuerySet[User]
    reader: User

    def count(self) -> int:
        return self.people.count()

    def __getitem__(self, part: slice) -> list[Card]:
        return [card(self.reader, person) for person in self.people[part]]

"""The demo network's people: who they are, and how the other texts refer to them."""

from collections import defaultdict

from members.municipalities.models import Municipality
from members.people.models import User
from portal.kit import danish

from .texts import read


def address(key: str, municipality: str) -> str:
    """An invented work address under a top-level domain that never exists."""
    return f"{key.replace('-', '.')}@{domain(municipality)}"


def domain(municipality: str) -> str:
    word = danish.fold(municipality)
    for letter, spelt in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), (" ", ""), ("-", "")):
        word = word.replace(letter, spelt)
    return f"{word}.example"


class Cast:
    """Everyone once read from the database, found by key or by reference ("Aarhus#2")."""

    def __init__(self) -> None:
        people = {person.email: person for person in User.objects.all()}
        self.municipalities = {each.name: each for each in Municipality.objects.all()}
        self.by_key: dict[str, User] = {}
        self.at: dict[str, list[User]] = defaultdict(list)
        for row in read("people")["person"]:
            person = people.get(address(row["key"], row["municipality"]))
            if person is not None:
                self.by_key[row["key"]] = person
                self.at[row["municipality"]].append(person)

    def named(self, reference: str) -> User:
        """ "Ringsted" is the first member there, "Aarhus#2" the second."""
        municipality, _, number = reference.partition("#")
        return self.at[municipality][int(number or 1) - 1]

    @property
    def administrator(self) -> User:
        """The one in whose name the secretariat acts."""
        return self.by_key["anne-sofie-brandt-mikkelsen"]

    @property
    def jurist(self) -> User:
        return self.by_key["birgitte-ravnholt"]

"""What the demo network's members say of the series."""

from resources.klarret import flows
from resources.klarret.enums import Reply
from resources.klarret.queries import series_for
from resources.library.models import Guide

from .cast import Cast

EDITOR = "nanna-juul-overgaard"
#: How many voices the guides without a national edition have, the most wanted first.
VOICES = (7, 4, 2, 1)
OFFERS = (
    "Jeg kan læse udkast med en mindre kommunes øjne, gerne i januar eller februar.",
    "Jeg har undervist i reglerne i vores socialforvaltning og skriver gerne et afsnit.",
)
DIFFERENCES = (
    "Hos os svarer borgerservice på de første henvendelser, så afsnittet om hovednummeret passer ikke.",
    "Vi har ingen fælles postkasse for forvaltningerne. Kan vejledningen sige, hvor borgeren så skriver hen?",
)


def say_what_is_wanted() -> None:
    """Voices, offers and differences; the first offer has its answer."""
    cast = Cast()
    people = [person for person in cast.by_key.values() if person != cast.by_key[EDITOR]]
    editor = cast.by_key[EDITOR]
    wanted = [row.guide for row in series_for(editor) if row.can_be_wished_for]
    voters = iter(people)
    for guide, count in zip(wanted, VOICES, strict=False):
        for _voice in range(count):
            flows.wish(guide=guide, by=next(voters))
    for guide, person, words in zip(wanted, people[3:], OFFERS, strict=False):
        offer = flows.offer_to_write(guide=guide, words=words, by=person)
    flows.answer(word=offer, reply=Reply.YES, words="Tak! Vi ringer i næste uge.", by=editor)
    for guide, person, words in zip(
        Guide.objects.filter(number__in=[1, 4]), people[6:], DIFFERENCES, strict=False
    ):
        flows.report(guide=guide, words=words, by=person)

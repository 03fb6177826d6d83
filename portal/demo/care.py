"""Who answers for the demo's material, what its readers say, and a rule that has changed."""

from datetime import timedelta

from django.utils import timezone

from resources.care.enums import Check, Licence, Outcome
from resources.care.flows import answering, hearing, rechecking
from resources.library.models import Guide, LegalBasis, Version

from .cast import Cast

EDITOR = "nanna-juul-overgaard"
#: The guide's number, who answers for it and for whom, and in how many days it is to be looked at again.
OWNERS = (
    (1, "nanna-juul-overgaard", "anne-sofie-brandt-mikkelsen", 200),
    (2, "jens-aagaard", "nanna-juul-overgaard", 35),
    (3, "nanna-juul-overgaard", "jens-aagaard", -12),
    (4, "charlotte-egeskov-hermansen", "", 90),
    (14, "jens-aagaard", "susanne-dalgaard", 300),
)
WORDS = (
    (14, True, "Jeg har brugt den til undervisning på et plejecenter. Den var lige til at gå til."),
    (14, False, "Jeg mangler et eksempel på en sag, hvor fristen ikke kan overholdes."),
    (1, True, ""),
    (1, True, "Kort og klar. Tak!"),
    (3, False, ""),
)
REPORTS = (
    (3, "Linket til vejledningen i andet afsnit fører ingen steder hen."),
    (14, "Afsnittet om svar inden for syv dage passer ikke med de nye regler for digital post."),
)


def look_after_material() -> None:
    """Owners and days of review, answers to whether it helped, reports of which one has its answer, and a
    rule with half of its list looked at."""
    cast = Cast()
    editor = cast.by_key[EDITOR]
    today = timezone.localdate()
    guides = {guide.number: guide for guide in Guide.objects.filter(number__isnull=False)}
    for number, owner, deputy, days in OWNERS:
        answering.set_care(
            guide=guides[number],
            owner=cast.by_key[owner],
            deputy=cast.by_key.get(deputy),
            review_on=today + timedelta(days=days),
            source="Skrevet til medarbejderne i Københavns Kommune",
            licence=Licence.FREE,
            by=editor,
        )
    letter = Guide.objects.get(slug="brev-til-forvaltningen")
    answering.set_care(
        guide=letter,
        owner=cast.by_key["mette-holm"],
        source="Odenses skabelon, som gruppen på Fyn har rettet til",
        licence=Licence.NETWORK,
        by=editor,
    )
    readers = [person for person in cast.by_key.values() if person != editor]
    for reader, (number, helped, words) in zip(readers[4:], WORDS, strict=False):
        version = Version.objects.filter(edition__guide=guides[number]).latest("published_at")
        hearing.say(version=version, helped=helped, words=words, by=reader)
    for reader, (number, words) in zip(readers[12:], REPORTS, strict=False):
        report = hearing.report(guide=guides[number], words=words, by=reader)
        if number == REPORTS[0][0]:
            hearing.settle(
                report=report,
                outcome=Outcome.MENDED,
                answer="Tak! Linket er rettet.",
                by=editor,
            )
    change = rechecking.rule_changed(
        basis=LegalBasis.objects.get(act="forvaltningsloven", section="§ 19"),
        words="Parten skal have mindst ti arbejdsdage til at udtale sig.",
        since=today - timedelta(days=20),
        by=editor,
    )
    pieces = change.rechecks.filter(guide__isnull=False)
    for recheck in pieces[: pieces.count() // 2]:
        rechecking.check(recheck=recheck, outcome=Check.STILL_RIGHT, by=editor)

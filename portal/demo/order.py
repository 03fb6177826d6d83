"""What has been reported in the forum: one new, one that somebody looks at, and one that is settled."""

from datetime import timedelta

from django.utils import timezone

from forum.moderation import flows
from forum.moderation.enums import Outcome
from forum.moderation.models import Case, Report, Text
from forum.questions.enums import Reason
from forum.questions.models import Question

from .cast import Cast

#: Title, whether its second answer is meant, days ago, and who says what is wrong with it.
REPORTED = (
    (
        "Må kommunen sige undskyld, eller bliver den så erstatningsansvarlig?",
        True,
        5,
        [
            (
                "Roskilde",
                Reason.WRONG,
                "Det gælder vist ikke, når sagen er anlagt. Kan I se på det?",
            ),
            ("Randers", Reason.WRONG, ""),
        ],
    ),
    (
        "Hvilke spørgsmål stiller I deltagerne, når I evaluerer en mægling bagefter?",
        False,
        8,
        [("Esbjerg#2", Reason.MISPLACED, "Det var også et punkt på mødet i gruppen Vest.")],
    ),
    (
        "Hvordan undgår vi, at borgeren må begynde forfra ved hvert skift af sagsbehandler?",
        True,
        21,
        [("Frederikshavn", Reason.TONE, "Det kunne siges venligere.")],
    ),
)


def write_reports() -> None:
    cast = Cast()
    cases = [_case(cast, *row) for row in REPORTED]
    flows.take(case=cases[1], by=cast.jurist)
    flows.settle(
        case=cases[2],
        outcome=Outcome.NOTHING,
        note="Tak, fordi du skrev. Vi læser det som en ærlig frustration og lader det stå.",
        by=cast.jurist,
    )


def _case(cast: Cast, title: str, answer: bool, days_ago: int, said: list) -> Case:
    question = Question.objects.get(title=title)
    post: Text = question.answers.order_by("created_at")[1] if answer else question
    for who, reason, word in said:
        case = flows.report(post=post, reason=reason, word=word, by=cast.named(who)).case
    moment = timezone.now() - timedelta(days=days_ago)
    Case.objects.filter(pk=case.pk).update(opened_at=moment)
    Report.objects.filter(case=case).update(created_at=moment)
    return case

"""What becomes of questions: colleagues who help with a topic, and what was solved on its way to the
library."""

from django.utils import timezone

from forum.drafting.flows import draft_from
from forum.questions.enums import State
from forum.questions.models import Question
from forum.waiting.flows import tell_what_waits, volunteer
from portal.kit.dates import add_working_days
from resources.library.flows.drafting import publish_draft

from .cast import Cast


def offer_help() -> None:
    """Every other one who knows about a topic helps with it, and the mornings of two weeks have told them."""
    for number, person in enumerate(Cast().by_key.values()):
        known = list(person.expertise.all())
        if known and (number % 2 == 0 or person.email.startswith("mette.holm@")):
            volunteer(topics=known, by=person)
    now = timezone.now()
    for back in range(10, 0, -1):
        morning = timezone.localtime(now).replace(hour=7, minute=0, second=0, microsecond=0)
        day = add_working_days(morning.date(), -back)
        tell_what_waits(now=morning.replace(year=day.year, month=day.month, day=day.day), by=None)


def make_drafts() -> None:
    """Of the questions that helped most, one is in the library and one is worked on."""
    chief = Cast().administrator
    asked_of_all = Question.objects.filter(
        state=State.SOLVED, audience__isnull=True, deleted_at__isnull=True, anonymous=False
    )
    first, second = asked_of_all.order_by("-views", "pk")[:2]
    draft = draft_from(question=first, by=Cast().by_key["nanna-juul-overgaard"])
    publish_draft(draft=draft, seen=draft.seen, nobody_recognised=True, by=chief)
    draft_from(question=second, by=chief)

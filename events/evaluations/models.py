import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kit import danish
from portal.ui.validators import no_cpr

from .enums import COUNTED, DAYS_OPEN, FEWEST, SCALE, Kind


class Evaluation(models.Model):
    """A few questions about a subject that a room above offers (`kursus:12`).

    `answered` counts who has answered, and is the row that everybody who answers queues for. Who that was
    stands in the receipts, and only while they are needed (docs/adr/0012).
    """

    subject = models.CharField(_("about"), max_length=40, unique=True)
    days_open = models.PositiveSmallIntegerField(
        _("days open"),
        default=DAYS_OPEN,
        validators=[MinValueValidator(3), MaxValueValidator(60)],
    )
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("not held"), null=True, blank=True)
    #: Those asked who had not answered were reminded; those who see the answers were told that it is closed.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked = models.PositiveIntegerField(_("asked"), default=0, editable=False)
    answered = models.PositiveIntegerField(_("answered"), default=0, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, closes_at__isnull=True)
                | Q(opened_at__isnull=False, closes_at__gt=models.F("opened_at")),
                name="opened_evaluation_closes",
            ),
            models.CheckConstraint(
                condition=Q(answered=0) | Q(opened_at__isnull=False, dropped_at__isnull=True),
                name="answered_evaluation_was_open",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("evaluations:page", args=[self.address])

    def part_url(self, key: str) -> str:
        """The page of one part's answers, for those who see that part alone."""
        return reverse("evaluations:part", args=[self.address, key])

    @property
    def address(self) -> str:
        """Its subject as an address has it: `kursus-12`."""
        return self.subject.replace(":", "-")

    @property
    def is_open(self) -> bool:
        return self.was_opened and not self.is_closed

    @property
    def was_opened(self) -> bool:
        return self.opened_at is not None and self.dropped_at is None

    @property
    def is_closed(self) -> bool:
        return self.was_opened and self.closes_at is not None and self.closes_at <= timezone.now()

    @property
    def is_shown(self) -> bool:
        """Whether its answers may be looked at: nobody answers any more, and enough have."""
        return self.is_closed and self.answered >= FEWEST


class Question(models.Model):
    """One question. `low` and `high` are the words at both ends of a scale, `options` one choice a line.

    `part` is empty for what is asked of the whole and the key of a part (`session-7`) for what is asked of
    that one; those of `EACH` are what all parts are asked when the evaluation opens, and nobody answers
    them."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="questions")
    part = models.CharField(_("part"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("answered"), max_length=10, choices=Kind)
    words = models.CharField(_("question"), max_length=200, validators=[no_cpr])
    low = models.CharField(_("1 means"), max_length=60, blank=True, validators=[no_cpr])
    high = models.CharField(_("5 means"), max_length=60, blank=True, validators=[no_cpr])
    options = models.TextField(_("choices"), max_length=1000, blank=True, validators=[no_cpr])

    class Meta:
        ordering = ["part", "order"]
        verbose_name = _("question of an evaluation")
        verbose_name_plural = _("questions of an evaluation")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "part", "order"], name="one_evaluation_question_a_place"
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_counted(self) -> bool:
        return self.kind in COUNTED

    @property
    def wording(self) -> tuple[str, ...]:
        """What makes two questions the same, this year's and last year's: how it is answered, and every word
        that its reader sees. Another word at the end of a scale is another question."""
        words = (self.words, self.low, self.high, self.options)
        return (self.kind, *map(danish.fold, words))

    @property
    def choices(self) -> list[tuple[int, str]]:
        """What one chooses from: the number that is counted, and its words."""
        if self.kind == Kind.SCALE:
            ends = {1: self.low, 5: self.high}
            return [
                (value, f"{value} ({ends[value]})" if ends.get(value) else str(value))
                for value in SCALE
            ]
        lines = [line.strip() for line in self.options.splitlines() if line.strip()]
        return list(enumerate(lines, 1)) if self.kind == Kind.CHOICE else []


class Tally(models.Model):
    """How many have chosen one thing. There is no row for who chose it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tallies")
    value = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["value"]
        verbose_name = _("count of an evaluation")
        verbose_name_plural = _("counts of an evaluation")
        constraints = [
            models.UniqueConstraint(fields=["question", "value"], name="one_count_a_choice")
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.count}"


class Remark(models.Model):
    """What somebody wrote, under a key that says nothing. All of an evaluation's are written anew each time
    one is added, so that neither keys nor places in the table tell which one that was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField(_("answer"), max_length=2000, validators=[no_cpr])

    class Meta:
        ordering = ["id"]
        verbose_name = _("remark in an evaluation")
        verbose_name_plural = _("remarks in an evaluation")

    def __str__(self) -> str:
        return f"#{self.pk}"


class Receipt(models.Model):
    """That somebody has answered: not what, not when and not as which one. Written anew like the remarks, and
    gone the night after the evaluation has closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="receipts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evaluation_receipts"
    )

    class Meta:
        verbose_name = _("receipt for an evaluation")
        verbose_name_plural = _("receipts for evaluations")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "person"], name="one_answer_an_evaluation"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

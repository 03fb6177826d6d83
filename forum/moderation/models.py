from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forum.questions.enums import Reason
from forum.questions.models import Answer, Comment, Question
from members.groups.models import Group
from portal.kit.calendar import working_days_between
from portal.ui.validators import no_cpr

from .enums import OPEN, CaseState, MoveState, Outcome, Said

Text = Question | Answer | Comment


class Case(models.Model):
    """A text that somebody has reported, until it is settled; all that is said of it meanwhile is one
    case."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, blank=True, related_name="cases"
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="cases"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="cases"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CaseState, default=CaseState.NEW, db_index=True
    )
    opened_at = models.DateTimeField(_("reported first"), default=timezone.now)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, default="")
    note = models.CharField(
        _("a word about it"), max_length=500, blank=True, default="", validators=[no_cpr]
    )

    class Meta:
        ordering = ["opened_at", "pk"]
        verbose_name = _("reported text")
        verbose_name_plural = _("reported texts")
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, answer__isnull=True, comment__isnull=True)
                | Q(question__isnull=True, answer__isnull=False, comment__isnull=True)
                | Q(question__isnull=True, answer__isnull=True, comment__isnull=False),
                name="case_of_one_text",
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.SETTLED, settled_at__isnull=False)
                & Q(outcome__in=Outcome.values)
                | Q(state__in=OPEN, settled_at__isnull=True, outcome="", note=""),
                name="case_is_settled_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.NEW) | Q(assignee__isnull=True),
                name="case_is_taken_by_somebody",
            ),
            *(
                models.UniqueConstraint(
                    fields=[kind], condition=Q(state__in=OPEN), name=f"one_open_case_each_{kind}"
                )
                for kind in ("question", "answer", "comment")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}: {self.post}"

    @property
    def post(self) -> Text:
        """The text it is about."""
        post = self.question or self.answer or self.comment
        assert post is not None, "the database holds it"
        return post

    @property
    def kind_in_words(self) -> str:
        return capfirst(str(self.post._meta.verbose_name))

    @property
    def age(self) -> int:
        """How many working days it has waited, or did wait."""
        until = timezone.localdate(self.settled_at)
        return max(working_days_between(timezone.localdate(self.opened_at), until), 0)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Report(models.Model):
    """What one member has against a text. Nobody but those who keep order sees who it was."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("reported by"),
    )
    reason = models.CharField(_("what is wrong"), max_length=10, choices=Reason)
    word = models.TextField(_("a word about it"), max_length=1000, blank=True, validators=[no_cpr])
    created_at = models.DateTimeField(_("reported"), default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_open_report_each"),
            models.CheckConstraint(
                condition=Q(reason__in=Reason.values), name="report_reason_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_reason_display()}"


class Move(models.Model):
    """That the secretariat wants other people to read a question; without `audience` all members. It moves
    when each one who has to has said yes, and stays after one no or when the time is up."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="moves")
    audience = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who may read it then"),
    )
    reason = models.CharField(_("why"), max_length=200, validators=[no_cpr])
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answer_by = models.DateTimeField(_("answer by"))
    state = models.CharField(_("state"), max_length=10, choices=MoveState, default=MoveState.ASKED)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(state=MoveState.ASKED),
                name="one_open_move_each_question",
            ),
            models.CheckConstraint(
                condition=Q(state=MoveState.ASKED, settled_at__isnull=True)
                | (
                    Q(state__in=[each for each in MoveState.values if each != MoveState.ASKED])
                    & Q(settled_at__isnull=False)
                ),
                name="move_is_settled_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.question_id} → {self.audience or ''}"

    @property
    def is_open(self) -> bool:
        return self.state == MoveState.ASKED


class Consent(models.Model):
    """What one who has written under a question says to its move. Nobody else sees it."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    said = models.CharField(_("answer"), max_length=3, choices=Said, blank=True, default="")
    said_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(fields=["move", "person"], name="one_consent_each"),
            models.CheckConstraint(
                condition=Q(said="", said_at__isnull=True)
                | Q(said__in=Said.values, said_at__isnull=False),
                name="consent_said_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move_id}: {self.said}"

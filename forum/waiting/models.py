from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

from forum.questions.models import Question
from portal.topics.models import Topic

from .enums import Wait

#: No interval is longer, in working days: a month of silence is not a reminder but a surprise.
LONGEST = 20
#: Nobody is told more often than this of one question.
MOST_OFTEN = 3


class Volunteer(models.Model):
    """That a member would like to help with questions on a topic, and is told when one stays unanswered."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="volunteers")

    class Meta:
        verbose_name = _("volunteer for a topic")
        verbose_name_plural = _("volunteers for topics")
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="one_volunteer_a_topic")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.topic_id}"


class Told(models.Model):
    """That those whom it concerns have been told that a question waits, for the `stage`th time. Whoever
    makes the row tells, so that two workers at once, or a job that is run again, tell nobody twice."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="told")
    wait = models.CharField(_("what it waits for"), max_length=10, choices=Wait)
    stage = models.PositiveSmallIntegerField(_("time"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("told of a question that waits")
        verbose_name_plural = _("told of questions that wait")
        constraints = [
            models.UniqueConstraint(fields=["question", "wait", "stage"], name="told_once_a_stage"),
            models.CheckConstraint(
                condition=Q(wait__in=Wait.values, stage__gte=1, stage__lte=MOST_OFTEN),
                name="told_of_a_known_wait",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.wait} {self.stage}"


class NotYet(models.Model):
    """That the asker has said their question is not solved yet: they are not asked again. Whose word it
    is, the question knows."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="not_yet")
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("question that is not solved yet")
        verbose_name_plural = _("questions that are not solved yet")

    def __str__(self) -> str:
        return str(self.question_id)


def _days(label, default: int):
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )


def _times(label, default: int):
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MaxValueValidator(MOST_OFTEN)]
    )


class WaitingSettings(BaseGenericSetting):
    """How long the network lets a question wait, in whole working days, and how often it speaks of it; 0
    times is never. Kept at the desk of unanswered questions, which asks the forum's own rule."""

    tell_after = _days(_("working days until volunteers and secretariat are told"), 2)
    tell_times = _times(_("times they are told at most"), 2)
    remind_after = _days(_("working days until the asker is reminded"), 5)
    remind_times = _times(_("times the asker is reminded at most"), 1)

    class Meta:
        verbose_name = _("how long questions wait")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    tell_after__gte=1,
                    tell_after__lte=LONGEST,
                    remind_after__gte=1,
                    remind_after__lte=LONGEST,
                    tell_times__lte=MOST_OFTEN,
                    remind_times__lte=MOST_OFTEN,
                ),
                name="questions_wait_within_limits",
            )
        ]

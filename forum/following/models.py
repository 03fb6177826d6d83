from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.questions.enums import Level
from forum.questions.models import Answer, Question
from portal.topics.models import Topic

from .enums import HEARD


class TopicFollow(models.Model):
    """That a member wants to know of new questions on a topic, and how soon. Nobody else sees it; a topic
    of which one never hears has no row."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(_("how soon"), max_length=10, choices=Level)

    class Meta:
        verbose_name = _("followed topic")
        verbose_name_plural = _("followed topics")
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="one_topic_follow_each"),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in HEARD]),
                name="topic_follow_level_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.topic_id}"


class Waiting(models.Model):
    """One piece of news that waits for a member's next gathered letter: a new question, or with `answer` a
    new answer to it.

    It is written in the transaction of the deed and goes in the transaction that writes the letter, so
    nothing is told twice or lost, whatever happens in between. Which letter it comes in is settled then,
    by what the member wants that day.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField(_("since"), default=timezone.now, db_index=True)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("waiting news")
        verbose_name_plural = _("waiting news")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "question"],
                condition=Q(answer__isnull=True),
                name="one_waiting_question_each",
            ),
            models.UniqueConstraint(
                fields=["person", "answer"],
                condition=Q(answer__isnull=False),
                name="one_waiting_answer_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ← {self.question_id}/{self.answer_id or ''}"


class DigestMark(models.Model):
    """Up to which moment a member has had their gathered letters. Whoever moves it writes the letter, so
    that two workers at once, or a second run on the same morning, write but one."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    told_until = models.DateTimeField(_("told until"))

    class Meta:
        verbose_name = _("mark of gathered letters")
        verbose_name_plural = _("marks of gathered letters")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.told_until:%Y-%m-%d %H:%M}"


class FeedKey(models.Model):
    """The secret part of a member's own feed address. Only a hash is kept, so the address is shown once;
    a new one takes its place and ends it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("feed address")
        verbose_name_plural = _("feed addresses")

    def __str__(self) -> str:
        return str(self.person_id)

"""Own lists of material, and topics of which a member wants to hear. Nobody else sees either."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.topics.models import Topic
from portal.ui.validators import no_cpr
from resources.library.models import Guide


class OwnList(models.Model):
    """A member's list of material. The first one is made by itself when something is kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_lists"
    )
    name = models.CharField(_("name"), max_length=80, validators=[no_cpr])
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("own list")
        verbose_name_plural = _("own lists")
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="own_lists_differ_by_name"),
            models.CheckConstraint(condition=~Q(name=""), name="an_own_list_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Kept(models.Model):
    """One piece of material on a list. Whoever keeps it hears when its content changes."""

    own_list = models.ForeignKey(OwnList, on_delete=models.CASCADE, related_name="kept")
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="kept")
    created_at = models.DateTimeField(_("kept"), default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("kept material")
        verbose_name_plural = _("kept material")
        constraints = [models.UniqueConstraint(fields=["own_list", "guide"], name="on_a_list_once")]

    def __str__(self) -> str:
        return f"{self.own_list_id}: {self.guide_id}"


class TopicWatch(models.Model):
    """That a member wants to hear of new and changed material on a topic."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="topic_watches"
    )
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["topic__name_key"]
        verbose_name = _("followed topic of the library")
        verbose_name_plural = _("followed topics of the library")
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="a_topic_is_watched_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.topic_id}"

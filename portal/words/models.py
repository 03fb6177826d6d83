from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kit import danish
from portal.ui.validators import no_cpr

#: A word or a few that stand together.
LONGEST = 60


class SameWords(models.Model):
    """Words that mean the same to the field: whoever searches for one of them finds the others."""

    words = models.JSONField(_("words that mean the same"))
    first_key = models.CharField(max_length=3 * LONGEST, editable=False, db_index=True)

    class Meta:
        ordering = ["first_key", "pk"]
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self) -> str:
        return ", ".join(self.words)

    def save(self, *args, **kwargs):
        self.first_key = danish.sort_key(self.words[0])[: 3 * LONGEST]
        super().save(*args, **kwargs)


class Word(models.Model):
    """A word in what all members may read, and in how many texts it stands. Nobody's name is among them,
    and they are gathered anew each night."""

    word = models.CharField(_("word"), max_length=40, unique=True, validators=[no_cpr])
    #: From its last letter to the first, so that words with the same ending stand together.
    back_key = models.CharField(max_length=40, editable=False, db_index=True)
    texts = models.PositiveIntegerField(_("texts"))

    class Meta:
        ordering = ["word"]
        verbose_name = _("word")
        verbose_name_plural = _("words")

    def __str__(self) -> str:
        return self.word


class Vain(models.Model):
    """How often these words were searched for in vain on one day: by whom, and when on that day, is not
    kept."""

    words = models.CharField(_("words"), max_length=LONGEST, validators=[no_cpr])
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        ordering = ["-day", "words"]
        verbose_name = _("search in vain")
        verbose_name_plural = _("searches in vain")
        constraints = [
            models.UniqueConstraint(fields=["words", "day"], name="vain_words_once_a_day"),
            models.CheckConstraint(condition=Q(times__gte=1), name="vain_at_least_once"),
        ]

    def __str__(self) -> str:
        return f"{self.words} {self.day:%Y-%m-%d}"

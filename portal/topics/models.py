from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr


class Topic(models.Model):
    """One theme of the field, such as *aktindsigt*, with other words for it."""

    slug = models.SlugField(_("short name"), unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True, validators=[no_cpr])
    name_key = models.CharField(max_length=240, editable=False, db_index=True)
    description = models.TextField(_("description"), blank=True, validators=[no_cpr])
    synonyms = models.JSONField(_("other words for it"), default=list, blank=True)

    class Meta:
        ordering = ["name_key"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

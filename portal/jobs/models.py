from django.db import models
from django.utils.translation import gettext_lazy as _


class SignOfLife(models.Model):
    """When a part of the portal was last seen at work; `/readyz` and the desk read it."""

    name = models.SlugField(_("part"), unique=True)
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")

    def __str__(self) -> str:
        return self.name

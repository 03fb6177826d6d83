from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """An administrative region for as long as it exists (half-open: [valid_from, valid_to))."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    name_key = models.CharField(max_length=200, editable=False)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["name_key"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="region_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """One of the 98, with its official four-digit code."""

    code = models.CharField(_("code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    population = models.PositiveIntegerField(_("inhabitants"))
    population_on = models.DateField(_("inhabitants counted on"))
    email_domain = models.CharField(_("e-mail domain"), max_length=80, blank=True)

    class Meta:
        ordering = ["name_key"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name


class RegionalBelonging(models.Model):
    """Which region a municipality belongs to, and when (half-open)."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="belongings"
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="belongings")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["valid_from"]
        verbose_name = _("regional belonging")
        verbose_name_plural = _("regional belongings")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="belonging_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(valid_to__isnull=True),
                name="one_present_region_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} – {self.region}"

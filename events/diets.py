"""What a kitchen is most often asked for; anything else is written."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Diet(models.TextChoices):
    VEGETARIAN = "vegetarian", _("vegetarian")
    VEGAN = "vegan", _("vegan")
    NO_PORK = "no_pork", _("no pork")
    NO_GLUTEN = "no_gluten", _("no gluten")
    NO_LACTOSE = "no_lactose", _("no lactose")
    NO_NUTS = "no_nuts", _("no nuts")

"""A collection, what stands in it, and who hears of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr
from resources.library.models import Guide


class Collection(models.Model):
    """Material in an order, for a purpose. A draft is the desk's alone; a published one is the members', or
    everyone's. Each piece in it keeps its own readers."""

    title = models.CharField(_("title"), max_length=120, validators=[no_cpr])
    slug = models.SlugField(_("short name"), max_length=120, unique=True)
    purpose = models.TextField(_("what it is for"), max_length=1000, validators=[no_cpr])
    for_everyone = models.BooleanField(_("may be seen by everyone"), default=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(purpose=""), name="a_collection_says_what_it_is_for"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("collections:collection", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def seen(self) -> str:
        """Which state of it a form was opened on."""
        return self.changed_at.isoformat()


class Place(models.Model):
    """One piece of material in a collection, with a line on why it stands there."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="places")
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="places")
    order = models.PositiveSmallIntegerField(_("order"))
    line = models.CharField(_("a line on it"), max_length=200, blank=True, validators=[no_cpr])

    class Meta:
        ordering = ["order"]
        verbose_name = _("place in a collection")
        verbose_name_plural = _("places in collections")
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "guide"], name="in_a_collection_material_stands_once"
            ),
            models.UniqueConstraint(
                fields=["collection", "order"], name="places_of_a_collection_have_an_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection_id}: {self.order}"


class Follower(models.Model):
    """A member who hears when a collection, or something in it, changes. Nobody else sees it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followed_collections"
    )
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="followers")
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("follower of a collection")
        verbose_name_plural = _("followers of collections")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "collection"], name="a_collection_is_followed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.collection_id}"

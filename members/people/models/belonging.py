from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.kit.spans import NoOverlap

from ..enums import GRANTED, PostRole, Role
from .account import User

#: One person's posts of one kind in one municipality follow each other.
ONE_OF_A_KIND = NoOverlap(
    fields=["person", "municipality", "role"],
    starts="starts_on",
    ends="ends_on",
    name="one_post_of_a_kind_at_a_time",
)


class Membership(models.Model):
    """That a person has been admitted to the network, until it ended. A readmission is a new row."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    admitted_at = models.DateTimeField(_("admitted"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["admitted_at"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="one_membership_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("admitted_at")),
                name="membership_ends_after_admission",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.admitted_at:%Y-%m-%d})"


class Post(models.Model):
    """Person × municipality × role, from one day until another (half-open: `ends_on` is the first day
    without). Without a person the post is vacant: the municipality still has the function, but no member
    until somebody takes it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="posts")
    person = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="posts"
    )
    role = models.CharField(_("role"), max_length=10, choices=PostRole, default=PostRole.ADVISER)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until (first day without)"), null=True, blank=True)
    deputy_for = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deputies",
        verbose_name=_("deputy for"),
    )

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="post_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "municipality", "role"],
                condition=Q(ends_on__isnull=True, person__isnull=False),
                name="one_open_post_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | ~Q(deputy_for=F("id")),
                name="no_post_is_its_own_deputy",
            ),
            ONE_OF_A_KIND,
        ]

    def __str__(self) -> str:
        return f"{self.person or _('vacant')}, {self.municipality}"

    def is_current(self, on=None) -> bool:
        day = on or timezone.localdate()
        return self.starts_on <= day and (self.ends_on is None or self.ends_on > day)

    @property
    def is_to_come(self) -> bool:
        return self.starts_on > timezone.localdate()


class RoleGrant(models.Model):
    """A role given to a person for a time, a coordinator's for one group (its number, without a
    foreign key: groups live a storey higher)."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    group_id = models.BigIntegerField(_("group"), null=True, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until (first day without)"), null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(GRANTED)), name="only_granted_roles_are_granted"
            ),
            models.CheckConstraint(
                condition=Q(role=Role.COORDINATOR, group_id__isnull=False)
                | (~Q(role=Role.COORDINATOR) & Q(group_id__isnull=True)),
                name="only_a_coordinator_has_a_group",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="grant_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(ends_on__isnull=True, group_id__isnull=True),
                name="one_open_grant_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "group_id"],
                condition=Q(ends_on__isnull=True, group_id__isnull=False),
                name="one_open_grant_for_a_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"

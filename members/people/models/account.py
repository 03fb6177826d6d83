from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.kit import addresses, danish
from portal.topics.models import Topic
from portal.ui.validators import no_cpr

from .enums import GRANTED, PostRole, Role


class UserManager(BaseUserManager["User"]):
    """Finds accounts by the address's key: `iexact` misses æ, ø and å on SQLite, and no database knows
    all the spellings of one address."""

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email_key=addresses.key(email or ""))

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """An account; without a password nobody can log in to it with one."""
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """For the command line only: the portal's own roles never make a superuser."""
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One person's account. The work e-mail is the login; what the person may do follows from their
    posts and roles (`rules.may`), never from a flag on the account."""

    email = models.EmailField(_("e-mail"), unique=True)
    email_key = models.CharField(max_length=254, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, validators=[no_cpr])
    name_key = models.CharField(max_length=400, editable=False, db_index=True)
    title = models.CharField(_("job title"), max_length=120, blank=True, validators=[no_cpr])
    phone = models.CharField(
        _("phone"),
        max_length=11,
        blank=True,
        validators=[RegexValidator(r"^\d\d \d\d \d\d \d\d$", _("Write eight digits."))],
    )
    about = models.TextField(_("about me"), max_length=1000, blank=True, validators=[no_cpr])
    expertise = models.ManyToManyField(
        Topic, blank=True, related_name="experts", verbose_name=_("knows about")
    )
    offers = models.JSONField(_("offers"), default=list, blank=True)
    language = models.CharField(
        _("language"),
        max_length=8,
        default="da",
        choices=[("da", _("Danish")), ("en", _("English"))],
    )
    is_active = models.BooleanField(_("may log in"), default=True)
    date_joined = models.DateTimeField(_("created"), default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name_key"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        # The keys are the columns' own derived values, so they are kept here and not in each flow.
        self.email = addresses.tidy(self.email)
        self.email_key = addresses.key(self.email)
        self.name_key = danish.sort_key(self.name)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "email_key", "name_key"}
        super().save(*args, **kwargs)

    @property
    def is_staff(self) -> bool:
        """Asked by libraries; the desk itself asks `rules.may(user, ENTER_DESK)`."""
        return self.is_superuser

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name else ""

    @property
    def last_name(self) -> str:
        return " ".join(self.name.split()[1:])

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.first_name

    @cached_property
    def current_posts(self) -> list["Post"]:
        """Today's posts, the oldest first; uses a prefetch of `posts` when there is one."""
        return sorted(
            (post for post in self.posts.all() if post.is_current()),
            key=lambda post: (post.starts_on, post.pk),
        )

    @property
    def home_municipality(self) -> Municipality | None:
        """The municipality shown beside the name."""
        return self.current_posts[0].municipality if self.current_posts else None


def display_name(user: User) -> str:
    """How allauth addresses a person."""
    return user.name


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
        ]

    def __str__(self) -> str:
        return f"{self.person or _('vacant')}, {self.municipality}"

    def is_current(self, on=None) -> bool:
        day = on or timezone.localdate()
        return self.starts_on <= day and (self.ends_on is None or self.ends_on > day)


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

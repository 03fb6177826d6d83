from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.kit import addresses, danish
from portal.topics.models import Topic
from portal.ui.validators import no_cpr

from ..enums import Audience, NameAfter

if TYPE_CHECKING:
    from .belonging import Post

#: The most new members that one buddy can be given at a time.
MOST_AT_A_TIME = 9


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
    #: Field → audience, for what the person does not show to everyone; see `shown_to`.
    visibility = models.JSONField(_("who sees it"), default=dict, blank=True)
    buddy_capacity = models.PositiveSmallIntegerField(
        _("new members at a time"),
        default=1,
        validators=[MaxValueValidator(MOST_AT_A_TIME)],
    )
    name_after = models.CharField(
        _("name on what I have written, when I have left"),
        max_length=8,
        choices=NameAfter,
        default=NameAfter.NAME,
    )
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
        constraints = [
            models.CheckConstraint(
                condition=Q(buddy_capacity__lte=MOST_AT_A_TIME), name="nobody_helps_a_crowd"
            )
        ]

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

    def shown_to(self, field: str) -> Audience:
        """Who sees a field of the profile by the person's own choice; whoever has not chosen shows it to
        all members. The rule with the reader in it is `rules.may_see_field`."""
        return Audience(self.visibility.get(field, Audience.MEMBERS))

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

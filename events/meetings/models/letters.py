from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group

from ..enums import Letters


class Silence(models.Model):
    """A member has left one kind of mails about one group's meetings. The bell still tells them."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="left_letters"
    )
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(_("mails"), max_length=10, choices=Letters)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("mails that are left")
        verbose_name_plural = _("mails that are left")
        constraints = [
            models.UniqueConstraint(fields=["person", "group", "what"], name="letters_left_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_what_display()}"

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One deed. `facts` holds ids and states only: never free text, never a name (retention rule).

    `by_id`, `about_id` are accounts' numbers without a foreign key: an account that is deleted leaves
    its deeds traceable and nameless.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    action = models.CharField(_("action"), max_length=80, db_index=True)
    by_id = models.BigIntegerField(_("by"), null=True, db_index=True)
    about_id = models.BigIntegerField(_("about"), null=True, db_index=True)
    object_type = models.CharField(_("kind of object"), max_length=80, blank=True)
    object_id = models.CharField(_("object"), max_length=64, blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    request_id = models.CharField(_("request"), max_length=64, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type}#{self.object_id}"

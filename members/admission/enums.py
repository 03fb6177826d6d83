from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """An application's life."""

    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("received")
    IN_VETTING = "in_vetting", _("being vetted")
    APPROVED = "approved", _("admitted")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN = frozenset({State.SUBMITTED, State.IN_VETTING})
DECIDED = frozenset({State.APPROVED, State.REJECTED})


class FunctionForm(models.TextChoices):
    """How the municipality has placed its borgerrådgiver."""

    COUNCIL = "council", _("under the municipal council (section 65 e)")
    ADMINISTRATION = "administration", _("in the administration")
    OTHER = "other", _("in another way")


class RejectionReason(models.TextChoices):
    """Why an application was turned down; the words of the letter come with it."""

    NOT_AN_ADVISER = "not_an_adviser", _("not a borgerrådgiver or staff of one")
    NO_FUNCTION = "no_function", _("the municipality has no such function")
    NOT_CONFIRMED = "not_confirmed", _("the employment could not be confirmed")

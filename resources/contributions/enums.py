"""How far a contribution is, and whom it names."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.library.enums import Kind

#: What members give. The series and what is made of questions come about in other ways.
KINDS = (Kind.PRACTICE, Kind.TEMPLATE, Kind.INTRODUCTION, Kind.MEDIATION, Kind.REPORT, Kind.LINK)


class State(models.TextChoices):
    """How far it is."""

    SENT = "sent", _("with the secretariat")
    SENT_BACK = "sent_back", _("sent back to you")
    TAKEN_UP = "taken_up", _("on its way into the library")
    DECLINED = "declined", _("not taken up")
    WITHDRAWN = "withdrawn", _("taken back")


#: While it is in one of these its member can still change it.
OPEN = (State.SENT, State.SENT_BACK)


class Credit(models.TextChoices):
    """Whom readers see it is from."""

    PERSON = "person", _("my name and my municipality")
    MUNICIPALITY = "municipality", _("my municipality only")
    NOBODY = "nobody", _("nobody")

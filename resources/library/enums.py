"""The library's words: kinds of material, who may read it, and how far an edition is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a piece of material is."""

    KLARRET = "klarret", _("KlarRet guide")
    INTRODUCTION = "introduction", _("introduction")
    TEMPLATE = "template", _("template")
    MEDIATION = "mediation", _("mediation material")
    PRACTICE = "practice", _("practice")
    REPORT = "report", _("report")
    LINK = "link", _("link")
    NETWORK = "network", _("from the network’s questions")


class Audience(models.TextChoices):
    """Who may read it."""

    PUBLIC = "public", _("everyone")
    MEMBERS = "members", _("members")
    GROUP = "group", _("a group")


#: What all members may read: only this is cited where all of them read, and known to the search by itself.
FOR_ALL_MEMBERS = (Audience.PUBLIC, Audience.MEMBERS)


class Line(models.TextChoices):
    """Whom an edition is written for."""

    COPENHAGEN = "copenhagen", _("Copenhagen’s edition")
    NATIONAL = "national", _("national edition")


class Status(models.TextChoices):
    """How far an edition is. One that has been published and is written on again keeps its newest version
    for readers until the next one is out."""

    NOT_BEGUN = "not_begun", _("not begun")
    BEING_WRITTEN = "being_written", pgettext_lazy("an edition", "being written")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")


class Extent(models.TextChoices):
    """How much a version changes, which says who is told: of a mended typo nobody, of what is put in other
    words those who keep the library, and of a new content its readers too."""

    TYPO = "typo", _("a small correction")
    MEDIUM = "medium", _("clearer words")
    MAJOR = "major", _("new content")


class Part(models.TextChoices):
    """What a text in a file is a part of; only a whole has no number."""

    WHOLE = "whole", _("the whole file")
    PAGE = "page", _("page")
    SLIDE = "slide", _("slide")
    SHEET = "sheet", _("sheet")

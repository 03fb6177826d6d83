from django.db import models
from django.utils.translation import gettext_lazy as _

from members.admission.enums import DEEDS as OF_THE_APPLICATION


class LetterKind(models.TextChoices):
    """The letters that the desk writes to an applicant."""

    MORE = "more", _("asks for more")
    HEARING = "hearing", _("hears before a rejection")
    ADMISSION = "admission", _("tells of the admission")
    REJECTION = "rejection", _("tells of the rejection")


class Outcome(models.TextChoices):
    """What a case came to."""

    ADMITTED = "admitted", _("admitted")
    REJECTED = "rejected", _("rejected")


class Word(models.TextChoices):
    """What a member says of an applicant from their own municipality."""

    YES = "yes", _("is one of us")
    NO = "no", _("is not one of us")


class Place(models.TextChoices):
    """The places in a letter's text that each letter fills, as they are written in braces."""

    NAME = "navn", _("the applicant's name")
    MUNICIPALITY = "kommune", _("the municipality")
    REASON = "grund", _("the reason chosen from the list")
    TEXT = "tekst", _("what you write for this very case")
    REMEDY = "mulighed", _("what the applicant may do about it")
    DEADLINE = "frist", _("the last day to answer")


#: What a letter of a kind has to say: the places that its text cannot do without.
NEEDED: dict[LetterKind, tuple[Place, ...]] = {
    LetterKind.MORE: (Place.TEXT, Place.DEADLINE),
    LetterKind.HEARING: (Place.REASON, Place.TEXT, Place.DEADLINE),
    LetterKind.ADMISSION: (),
    LetterKind.REJECTION: (Place.REASON, Place.TEXT, Place.REMEDY),
}
#: What it may use besides.
ALWAYS = (Place.NAME, Place.MUNICIPALITY)

#: The trail's deeds in words, for the case's page.
DEEDS = {
    **OF_THE_APPLICATION,
    "vetting.noted": _("A note was written"),
    "vetting.passed_on": _("The case was handed over"),
    "vetting.signed": _("A second person signed"),
    "vetting.vouching_asked": _("A member was asked about the applicant"),
    "vetting.vouched": _("The member answered"),
    "vetting.letter_drafted": _("A letter was drafted"),
    "vetting.letter_sent": _("A letter was sent"),
}

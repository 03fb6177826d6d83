from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """An application's life."""

    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("received")
    IN_VETTING = "in_vetting", _("being vetted")
    ASKED = "asked", _("waits for the applicant")
    HEARD = "heard", _("being heard before a rejection")
    APPROVED = "approved", _("admitted")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    JOINED = "joined", _("joined with another")


#: The applicant has the ball: the case waits for their answer, or for the day it is due.
WITH_APPLICANT = frozenset({State.ASKED, State.HEARD})
OPEN = frozenset({State.SUBMITTED, State.IN_VETTING}) | WITH_APPLICANT
DECIDED = frozenset({State.APPROVED, State.REJECTED})
#: Nothing more happens to these: decided, taken back, or gone on as another one of the same person.
CLOSED = DECIDED | {State.WITHDRAWN, State.JOINED}

#: The machine: which states may follow which. What is not here does not happen (`flows.moving`).
MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.IN_VETTING, *CLOSED}),
    State.IN_VETTING: frozenset({State.ASKED, State.HEARD, *CLOSED}),
    State.ASKED: frozenset({State.IN_VETTING, *(CLOSED - DECIDED)}),
    State.HEARD: frozenset({State.IN_VETTING, *(CLOSED - DECIDED)}),
    **{state: frozenset() for state in CLOSED},
}


class ExchangeKind(models.TextChoices):
    """What the applicant is asked for while the application is being vetted."""

    MORE = "more", _("asked for more")
    HEARING = "hearing", _("heard before a rejection")


#: Where an application is while an exchange of this kind is open.
ASKED_IN: dict[str, State] = {ExchangeKind.MORE: State.ASKED, ExchangeKind.HEARING: State.HEARD}


class InvitationState(models.TextChoices):
    """What an invitation's link does."""

    OPEN = "open", _("waits to be used")
    USED = "used", _("used")
    REPLACED = "replaced", _("replaced by a newer one")
    EXPIRED = "expired", _("run out")


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


#: Those of the trail's deeds that the applicant is told, in words for their own page.
TOLD = {
    "admission.submitted": _("You handed in your application."),
    "admission.taken": _("We began to look at it."),
    "admission.asked": _("We asked you for more."),
    "admission.heard": _("We asked what you say before a rejection."),
    "admission.answered": _("You answered."),
    "admission.question_withdrawn": _("We no longer needed your answer."),
    "admission.ran_out": _("The day to answer by passed."),
    "admission.approved": _("You were admitted."),
    "admission.rejected": _("We rejected your application."),
    "admission.withdrawn": _("You withdrew your application."),
    "admission.joined": _("We put it together with your other application."),
    "admission.took_in": _("We put your other application together with this one."),
}
#: The trail's deeds in words, for the case's page.
DEEDS = {
    "admission.link_sent": _("The link was mailed"),
    "admission.address_confirmed": _("The address was confirmed"),
    "admission.attached": _("A file was attached"),
    "admission.detached": _("The file was taken away"),
    "admission.submitted": _("The application was handed in"),
    "admission.withdrawn": _("The applicant withdrew the application"),
    "admission.taken": _("The case was taken"),
    "admission.joined": _("The case was joined with an earlier one"),
    "admission.took_in": _("A later case was joined with this one"),
    "admission.asked": _("The applicant was asked for more"),
    "admission.heard": _("The applicant was asked for their comments before a rejection"),
    "admission.answered": _("The applicant answered"),
    "admission.question_withdrawn": _("The question to the applicant was withdrawn"),
    "admission.ran_out": _("The day passed without an answer"),
    "admission.approved": _("Admitted"),
    "admission.rejected": _("Rejected"),
    "admission.welcomed": _("The doors opened, and the new member was told"),
    "admission.invited": _("The invitation was mailed"),
    "admission.invitation_used": _("The invitation was used"),
}

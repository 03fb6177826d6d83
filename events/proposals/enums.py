from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a proposal is on its way into the programme."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("sent in")
    WAITING = "waiting", _("waits for room")
    ACCEPTED = "accepted", _("accepted")
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


#: Which state may follow which; every write of one asks here.
MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.WAITING, State.ACCEPTED, State.DECLINED, State.WITHDRAWN}),
    State.WAITING: frozenset({State.ACCEPTED, State.DECLINED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.CONFIRMED, State.WITHDRAWN}),
    State.CONFIRMED: frozenset({State.WITHDRAWN}),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
#: The secretariat's answers, each with its letter.
OUTCOMES = (State.ACCEPTED, State.WAITING, State.DECLINED)
#: What the programme group sees: what has been sent in and not taken back.
SEEN = frozenset(set(State) - {State.DRAFT, State.WITHDRAWN})


class Form(models.TextChoices):
    """What one wants to do with the others."""

    TALK = "talk", _("talk")
    WORKSHOP = "workshop", _("workshop")
    CASE = "case", _("case from practice")
    PANEL = "panel", _("panel")
    CONVERSATION = "table", _("round-table conversation")

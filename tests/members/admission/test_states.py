"""An application's life, played at random: whatever is tried and in whatever order, the flows allow what the
table of moves allows, and the row, its exchanges and its clock agree."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from members.admission import clock
from members.admission.enums import (
    ASKED_IN,
    DECIDED,
    MOVES,
    WITH_APPLICANT,
    ExchangeKind,
    State,
)
from members.admission.flows import applying, exchanging
from members.admission.models import Application
from members.vetting.flows import deciding, taking
from portal.kit.problems import Refused
from tests.factories.admission import make_draft, write
from tests.factories.people import make_secretariat


class Life(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.vetter = make_secretariat(name="Karen Lund")
        self.application = make_draft()
        self.was = State.DRAFT

    def row(self) -> Application:
        return Application.objects.get(pk=self.application.pk)

    def attempt(self, to: State | None, deed) -> None:
        """Do it: either it is refused and nothing has changed, or the state is where the deed leads."""
        before = self.row()
        try:
            deed()
        except Refused:
            assert self.row().state == before.state
            return
        after = self.row().state
        assert after in {before.state, to}

    @rule()
    def fill_in(self):
        self.attempt(State.DRAFT, lambda: write(self.row()))

    @rule()
    def hand_in(self):
        self.attempt(State.SUBMITTED, lambda: applying.submit(application=self.row()))

    @rule()
    def take(self):
        self.attempt(State.IN_VETTING, lambda: taking.take(application=self.row(), by=self.vetter))

    @rule(kind=st.sampled_from(ExchangeKind))
    def ask(self, kind):
        day = timezone.localdate() + timedelta(days=7)
        self.attempt(
            ASKED_IN[kind],
            lambda: exchanging.ask(
                application=self.row(), kind=kind, text="Hvorfor?", due_on=day, by=self.vetter
            ),
        )

    @rule()
    def answer(self):
        exchange = self.application.exchanges.last()
        if exchange is not None:
            self.attempt(
                State.IN_VETTING, lambda: exchanging.answer(exchange=exchange, text="Derfor.")
            )

    @rule()
    def take_the_question_back(self):
        self.attempt(
            State.IN_VETTING,
            lambda: exchanging.withdraw_request(application=self.row(), by=self.vetter),
        )

    @rule(days=st.sampled_from([6, 7, 8]))
    def let_days_pass(self, days):
        today = timezone.localdate() + timedelta(days=days)
        was_asked = self.row().state in WITH_APPLICANT
        self.attempt(
            State.IN_VETTING, lambda: exchanging.run_out(application=self.row(), today=today)
        )
        assert (self.row().state in WITH_APPLICANT) == (was_asked and days <= 7)

    @rule()
    def withdraw(self):
        self.attempt(State.WITHDRAWN, lambda: applying.withdraw(application=self.row()))

    @rule()
    def reject(self):
        self.attempt(
            State.REJECTED,
            lambda: deciding.reject(
                application=self.row(),
                reason="no_function",
                text="Fordi.",
                remedy="Søg igen.",
                by=self.vetter,
            ),
        )

    @invariant()
    def everything_agrees(self):
        if not hasattr(self, "application"):
            return
        row = self.row()
        state = State(row.state)
        # Several moves may lie between two looks only where one deed makes two of them.
        assert state == self.was or state in MOVES[self.was]
        self.was = state
        asked = [each for each in row.exchanges.all() if each.is_open]
        assert len(asked) == (state in WITH_APPLICANT)
        assert (row.decided_at is not None) == (state in DECIDED)
        assert (row.withdrawn_at is not None) == (state == State.WITHDRAWN)
        assert clock.age_of(row) == 0


class TestLife(TestCase, Life.TestCase):
    settings = settings(
        max_examples=25,
        stateful_step_count=14,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


pytestmark = pytest.mark.django_db

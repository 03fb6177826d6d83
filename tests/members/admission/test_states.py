"""An application's states: every move is in the table and made by one function, the database agrees, and
whatever is tried in whatever order, row, exchanges and clock agree, too."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from members.admission import clock
from members.admission.enums import (
    ASKED_IN,
    CLOSED,
    DECIDED,
    MOVES,
    OPEN,
    WITH_APPLICANT,
    ExchangeKind,
    State,
)
from members.admission.flows import applying, exchanging, joining
from members.admission.flows.holding import hold
from members.admission.flows.moving import move
from members.admission.models import Application
from members.vetting.flows import deciding, taking
from portal.kit.problems import Refused
from tests.factories.admission import make_application, make_draft, write
from tests.factories.people import make_secretariat
from tests.house.rooms import ROOT


# --- the table and the database ---------------------------------------------------------------------------
def brought_to(state: State) -> dict:
    """What a state brings with it."""
    now = timezone.now()
    if state == State.JOINED:
        return {"joined_at": now, "joined_to": make_application("Bo Bæk", "Odense")}
    return {
        State.APPROVED: {"decided_at": now},
        State.REJECTED: {"decided_at": now, "rejection_reason": "no_function"},
        State.WITHDRAWN: {"withdrawn_at": now},
    }.get(state, {})


def make_in(state: State) -> Application:
    if state == State.DRAFT:
        return make_draft()
    application = make_application()
    Application.objects.filter(pk=application.pk).update(state=state, **brought_to(state))
    application.refresh_from_db()
    return application


def test_the_machine_knows_every_state_and_closed_ones_lead_nowhere():
    assert set(MOVES) == set(State)
    assert {state for state, ways in MOVES.items() if not ways} == CLOSED
    assert OPEN | CLOSED | {State.DRAFT} == set(State) and WITH_APPLICANT < OPEN
    assert all(State.JOINED in MOVES[state] for state in OPEN)
    assert all(State.WITHDRAWN in MOVES[state] for state in {State.DRAFT, *OPEN})
    assert all(not MOVES[state] & DECIDED for state in WITH_APPLICANT)


@pytest.mark.django_db
@pytest.mark.parametrize("was", State)
def test_an_application_moves_as_the_table_says_and_no_other_way(was):
    for to in State:
        with transaction.atomic():
            application = make_in(was)
            if to in MOVES[was]:
                extra = brought_to(to)
                if was == State.DRAFT and to == State.SUBMITTED:
                    whole = make_in(State.SUBMITTED)
                    extra = {
                        "municipality": whole.municipality,
                        "consented_at": whole.consented_at,
                        "submitted_at": whole.submitted_at,
                    }
                move(application, to, **extra)
                assert application.state == to
                assert all(getattr(application, name) == value for name, value in extra.items())
                assert Application.objects.get(pk=application.pk).state == to
            else:
                with pytest.raises(Refused) as refused:
                    move(application, to, **brought_to(to))
                assert refused.value.codes == ["no_such_move"]
                assert Application.objects.get(pk=application.pk).state == was
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_move_from_a_state_that_is_no_more_is_refused():
    application = make_application()
    stale = Application.objects.get(pk=application.pk)
    applying.withdraw(application=application)
    with pytest.raises(Refused) as refused:
        move(stale, State.IN_VETTING)
    assert refused.value.codes == ["moved_meanwhile"]
    assert hold(stale).state == State.WITHDRAWN


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.WITHDRAWN},
        {"withdrawn_at": timezone.now()},
        {"state": State.APPROVED},
        {"state": State.REJECTED, "decided_at": timezone.now()},
        {"consented_at": None},
        {"submitted_at": None},
        {"municipality": None},
    ],
)
@pytest.mark.parametrize("was", [State.SUBMITTED, *sorted(WITH_APPLICANT)])
def test_the_database_refuses_a_state_without_what_it_brings(was, wrong):
    rows = Application.objects.filter(pk=make_in(was).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted(OPEN))
def test_one_open_application_an_address_in_every_open_state(state):
    application = make_in(state)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(email=application.email, email_key=application.email_key)
    assert applying.begin(email=application.email) == application


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted(WITH_APPLICANT))
def test_pages_know_the_states_in_which_the_applicant_has_the_ball(client, desk, state):
    from members.admission.notices import page_of

    application = make_in(state)
    page = client.get(page_of(application))
    assert page.status_code == 200 and page.context["current"] == 2
    assert desk.get(f"/admin/netvaerket/optagelse/{application.pk}/").status_code == 200


def test_no_flow_sets_a_state_past_the_machine():
    """Only `moving` writes the column; asked of the code itself."""
    found = []
    for room in ("admission", "vetting"):
        for path in sorted((Path(ROOT) / "members" / room).rglob("*.py")):
            if path.name == "moving.py" or "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Assign):
                    targets = [
                        each.attr for each in node.targets if isinstance(each, ast.Attribute)
                    ]
                    found += [(path.name, node.lineno) for name in targets if name == "state"]
                elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update":
                    found += [
                        (path.name, node.lineno)
                        for word in node.keywords
                        if word.arg == "state" and "F(" not in ast.unparse(word.value)
                    ]
    assert found == []


# --- the same, played at random ----------------------------------------------------------------------------
class Life(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.vetter = make_secretariat(name="Karen Lund")
        self.earlier = make_application("Bo Bæk", "Odense")
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

    @rule()
    def admit(self):
        self.attempt(
            State.APPROVED, lambda: deciding.approve(application=self.row(), by=self.vetter)
        )

    @rule(turned=st.booleans())
    def join(self, turned):
        pair = [self.row(), self.earlier]
        one, other = pair[::-1] if turned else pair
        self.attempt(State.JOINED, lambda: joining.join(one=one, other=other, by=self.vetter))

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
        assert (row.joined_to == self.earlier) == (state == State.JOINED)
        assert (row.closed_at is not None) == (state in CLOSED)
        assert Application.objects.get(pk=self.earlier.pk).state == State.SUBMITTED
        assert clock.age_of(row) == 0


class TestLife(TestCase, Life.TestCase):
    settings = settings(
        max_examples=25,
        stateful_step_count=14,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

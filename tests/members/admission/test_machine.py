"""An application's states: every move is in the table, by one function, and the database agrees."""

import ast
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.admission.enums import CLOSED, DECIDED, MOVES, OPEN, WITH_APPLICANT, State
from members.admission.flows import applying
from members.admission.flows.holding import hold
from members.admission.flows.moving import move
from members.admission.models import Application
from members.vetting.flows import deciding, taking
from portal.kit.problems import Refused
from tests.factories.admission import make_application, make_draft
from tests.house.rooms import ROOT

#: What a state brings with it.
BRINGS = {
    State.APPROVED: {"decided_at": timezone.now()},
    State.REJECTED: {"decided_at": timezone.now(), "rejection_reason": "no_function"},
    State.WITHDRAWN: {"withdrawn_at": timezone.now()},
}


def make_in(state: State) -> Application:
    if state == State.DRAFT:
        return make_draft()
    application = make_application()
    Application.objects.filter(pk=application.pk).update(state=state, **BRINGS.get(state, {}))
    application.refresh_from_db()
    return application


def test_the_machine_knows_every_state_and_closed_ones_lead_nowhere():
    assert set(MOVES) == set(State)
    assert {state for state, ways in MOVES.items() if not ways} == CLOSED
    assert OPEN | CLOSED | {State.DRAFT} == set(State) and WITH_APPLICANT < OPEN
    assert all(State.WITHDRAWN in MOVES[state] for state in {State.DRAFT, *OPEN})
    assert all(not MOVES[state] & DECIDED for state in WITH_APPLICANT)


@pytest.mark.django_db
@pytest.mark.parametrize("was", State)
def test_an_application_moves_as_the_table_says_and_no_other_way(was):
    for to in State:
        with transaction.atomic():
            application = make_in(was)
            if to in MOVES[was]:
                extra = dict(BRINGS.get(to, {}))
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
                    move(application, to, **BRINGS.get(to, {}))
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
def test_what_waits_for_the_applicant_is_not_decided_and_can_be_taken_and_withdrawn(state, vetter):
    application = make_in(state)
    for decide in (
        lambda: deciding.approve(application=application, by=vetter),
        lambda: deciding.reject(
            application=application, reason="no_function", text="Fordi.", remedy="Ring.", by=vetter
        ),
    ):
        with pytest.raises(Refused) as refused:
            decide()
        assert refused.value.codes == ["with_the_applicant"]
    taken = taking.take(application=application, by=vetter)
    assert (taken.state, taken.vetter) == (state, vetter)
    withdrawn = applying.withdraw(application=application)
    assert withdrawn.state == State.WITHDRAWN and withdrawn.withdrawn_at is not None
    again = applying.withdraw(application=application)
    assert again.withdrawn_at == withdrawn.withdrawn_at


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

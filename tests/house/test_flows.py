"""Every write has the same shape: keyword-only, says who does it, in one transaction, on the trail."""

import inspect
import re

import pytest

from tests.house.rooms import modules

#: Telling people is itself part of the deed that causes it, and that deed is on the trail.
TRANSPORT = {"portal.notices.flows"}
#: Pieces that several flows of one room share, and that no one else calls.
PIECES = {
    "events.courses.flows.indexing",
    "events.courses.flows.pieces",
    "events.courses.flows.seats",
    "events.meetings.flows.indexing",
    "events.meetings.flows.seats",
    "events.billing.flows.numbers",
    "events.conference.flows.points",
    "events.conference.flows.rooms",
    "events.conference.flows.settling",
    "events.conference.flows.stock",
    "events.meetings.flows.setting",
    "events.polls.flows.holding",
    "events.proposals.flows.holding",
    "events.minutes.flows.locking",
    "events.certificates.flows.holding",
    "events.check_in.flows.holding",
    "forum.questions.flows.posting",
    "resources.library.flows.holding",
    "members.admission.flows.holding",  # vetting's flows too
    "members.admission.flows.moving",
}
#: The night's round calls flows that have transactions of their own, and must not be one itself.
#: Drafts leave no trace: who is writing just now would tell who is anonymous in it.
#: Nor do answers to an evaluation: an entry would tell who answered when (docs/adr/0012). Nor does a
#: search in vain: it would tell who has searched for what. Nor does a look at the library.
SILENT = {
    "events.conference.flows.drafting",
    "events.evaluations.flows.answering",
    "forum.questions.flows.drafting",
    "portal.words.flows.missing",
    "resources.visits.flows",
}
#: They are made of flows that leave the trail themselves.
COMPOSED = {"members.vetting.flows.asking", "members.membership.flows.correcting"}
#: One statement is a transaction by itself: BEGIN and COMMIT would be two more ways to the database and back.
SINGLE = {f"events.conference.flows.drafting.{name}" for name in ("keep", "drop")}
ROUNDS = {"portal.retention.flows.nightly.erase_what_has_run_out"}


def flows():
    for module in modules("flows"):
        if module.__name__ in PIECES:
            continue
        for name, function in vars(module).items():
            if (
                inspect.isfunction(inspect.unwrap(function))
                and not name.startswith("_")
                and inspect.unwrap(function).__module__ == module.__name__
            ):
                yield f"{module.__name__}.{name}", inspect.unwrap(function)


FLOWS = dict(flows())


def test_there_are_flows_to_look_at():
    assert "members.vetting.flows.deciding.approve" in FLOWS
    assert len(FLOWS) > 20


@pytest.mark.parametrize("name", FLOWS)
def test_a_flow_takes_keywords_only_and_by_last(name):
    parameters = list(inspect.signature(FLOWS[name]).parameters.values())
    by = parameters[-1]
    assert by.name == "by", "the last parameter says who does it"
    if not name.startswith("portal.notices.flows."):
        assert all(parameter.kind is parameter.KEYWORD_ONLY for parameter in parameters)
    assert by.kind is by.KEYWORD_ONLY


@pytest.mark.parametrize("name", FLOWS)
def test_a_flow_tells_what_it_does(name):
    assert (FLOWS[name].__doc__ or "").strip()


@pytest.mark.parametrize("name", FLOWS)
def test_a_flow_is_one_transaction_and_leaves_a_trail(name):
    module = inspect.getmodule(FLOWS[name])
    source = inspect.getsource(module)
    own = inspect.getsource(getattr(module, name.rpartition(".")[2]))
    # A night's work is many small transactions, one for each batch.
    ways = ("@transaction.atomic", "transaction.atomic()", "_batches(")
    if name in SINGLE:
        assert len(re.findall(r"\b_\w+(?:\.one)?\(|\.objects\b|\.save\(", own)) == 1
    else:
        assert name in ROUNDS or any(way in own for way in ways)
    if module.__name__ not in TRANSPORT | SILENT | COMPOSED:
        assert re.search(r"\b(trail|posting|profile)\.(record|change)\(", source)

"""The numbers of what happens to a question: whatever is done to it, by whomever, in whatever order, they run
from one without a gap, and a page that has seen some of them gets exactly the rest."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from forum.questions import flows, queries
from forum.questions.enums import Closing, Reason
from forum.questions.models import Question
from portal.kit.problems import Refused
from tests.factories.forum import make_answer, make_comment, make_question

pytestmark = pytest.mark.django_db

#: Whole flows, with all that they tell others: few of them, and a long row is not worth making shorter.
FEW = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CPR = "Borgeren 010190-1234 ringede."


class Thread:
    """A question and what stands under it, for deeds to be done to. `which` picks one of what there is."""

    def __init__(self, question: Question):
        self.question = question
        self.answers = []
        self.comments = []

    def answer(self, by, which):
        body = f"<p>{CPR}</p>" if which == 0 else f"<p>Svar {len(self.answers)}</p>"
        self.answers.append(make_answer(self.question, by, body, anonymous=which == 1))

    def comment(self, by, which):
        self.comments.append(make_comment(self.an_answer(which), by, f"Ord {which}"))

    def accept(self, by, which):
        flows.accept(answer=self.an_answer(which), by=by)

    def unaccept(self, by, which):
        flows.unaccept(answer=self.an_answer(which), by=by)

    def confirm(self, by, which):
        flows.confirm(answer=self.an_answer(which), by=by)

    def edit_question(self, by, which):
        flows.edit_question(question=self.question, title=f"Nr. {which}?", body="<p>Ny</p>", by=by)

    def edit_answer(self, by, which):
        flows.edit_answer(answer=self.an_answer(which), body="<p>Rettet</p>", by=by)

    def edit_comment(self, by, which):
        flows.edit_comment(comment=self.a_comment(which), text="Rettet", by=by)

    def delete_answer(self, by, which):
        flows.delete_answer(answer=self.an_answer(which), by=by)

    def delete_comment(self, by, which):
        flows.delete_comment(comment=self.a_comment(which), by=by)

    def hide(self, by, which):
        flows.hide(post=self.a_text(which), reason=Reason.CITIZEN, by=by)

    def show(self, by, which):
        flows.show(post=self.a_text(which), by=by)

    def close(self, by, which):
        flows.close(question=self.question, closing=Closing.NO_NEED, by=by)

    def reopen(self, by, which):
        flows.reopen(question=self.question, by=by)

    def lock(self, by, which):
        flows.lock(question=self.question, note="Tonen.", by=by)

    def unlock(self, by, which):
        flows.unlock(question=self.question, by=by)

    def archive(self, by, which):
        flows.archive(question=self.question, archived=which > 0, by=by)

    def say_the_law(self, by, which):
        flows.say_the_law(question=self.question, law="settled" if which else "", by=by)

    def claim(self, by, which):
        flows.claim(question=self.question, anonymous=which == 0, by=by)

    def unclaim(self, by, which):
        flows.unclaim(question=self.question, by=by)

    def an_answer(self, which):
        return self.answers[which % len(self.answers)]

    def a_comment(self, which):
        return self.comments[which % len(self.comments)]

    def a_text(self, which):
        texts = [self.question, *self.answers, *self.comments]
        return texts[which % len(texts)]

    def numbers(self) -> list[int]:
        self.question.refresh_from_db()
        return list(self.question.events.values_list("seq", flat=True))

    def do(self, deed: str, by, which: int) -> bool:
        """Do it on what is stored now; whether it was let happen."""
        self.answers = [type(each).objects.get(pk=each.pk) for each in self.answers]
        self.comments = [type(each).objects.get(pk=each.pk) for each in self.comments]
        try:
            getattr(self, deed)(by, which)
        except (Refused, ValidationError):
            return False
        return True


#: A number is taken each time: a new text, and a promise that holds for as long again.
ANEW = {"answer", "comment", "claim"}
#: The second time nothing is left to do.
ONCE = {
    "accept",
    "unaccept",
    "archive",
    "confirm",
    "delete_answer",
    "delete_comment",
    "edit_answer",
    "edit_comment",
    "edit_question",
    "hide",
    "lock",
    "reopen",
    "say_the_law",
    "show",
    "unclaim",
    "unlock",
}
#: Refused the second time: there is a reason to be given, and it has been given.
REFUSED = {"close"}
PEOPLE = ("asker", "helper", "reader", "keeper", "former")
#: Those who may, most of the time: rows of nothing but refusals say little.
deeds = st.tuples(
    st.sampled_from(sorted(ANEW | ONCE | REFUSED)),
    st.sampled_from(PEOPLE),
    st.integers(0, 5),
)


@pytest.fixture
def people(personas):
    return dict(
        zip(
            PEOPLE,
            (
                personas.member,
                personas.coordinator,
                personas.editor,
                personas.jurist,
                personas.former,
            ),
            strict=True,
        )
    )


@pytest.fixture
def begun(people):
    """Makes a question with two answers and two comments, in a world that is taken back afterwards."""

    def begin() -> Thread:
        thread = Thread(make_question(people["asker"]))
        for by in ("helper", "reader"):
            thread.answer(people[by], 2)
            thread.comment(people["asker"], len(thread.answers) - 1)
        return thread

    return begin


def taken_back(function):
    """Let one example leave nothing behind for the next."""

    def run(*args, **kwargs):
        with transaction.atomic():
            function(*args, **kwargs)
            transaction.set_rollback(True)

    return run


@FEW
@given(row=st.lists(deeds, min_size=6, max_size=16), seen=st.integers(0, 25))
def test_the_numbers_run_from_one_without_a_gap(client, people, begun, row, seen):
    @taken_back
    def check():
        thread = begun()
        count = len(thread.numbers())
        for deed, who, which in row:
            happened = thread.do(deed, people[who], which)
            numbers = thread.numbers()
            assert numbers == [*range(1, thread.question.seq + 1)], deed
            assert len(numbers) - count in ((0, 1) if happened else (0,)), (deed, who)
            count = len(numbers)
        everybody_catches_up(client, people["reader"], thread.question, seen)

    check()


def everybody_catches_up(client, reader, question, seen):
    """From any number on, the rest in order; and the page's own address says the same."""
    for after in range(question.seq + 2):
        events, whole = queries.events_after(reader, question, after)
        assert whole
        assert [event.seq for event in events] == [*range(after + 1, question.seq + 1)]
    client.force_login(reader)
    news = client.get(reverse("questions:news", args=[question.pk]), {"efter": seen}).json()
    assert (news["seq"], news["complete"]) == (question.seq, True)
    assert [event["seq"] for event in news["events"]] == [*range(seen + 1, question.seq + 1)]


@pytest.mark.parametrize("deed", sorted(ONCE))
def test_what_changes_nothing_takes_no_number(people, begun, deed):
    """Done twice with the same words it is done once; and it was done, or nothing would be shown here."""
    thread = begun()
    prepare = {
        "unaccept": [("accept", "asker")],
        "reopen": [("close", "keeper")],
        "show": [("hide", "keeper")],
        "unclaim": [("claim", "asker")],
        "unlock": [("lock", "keeper")],
    }
    doer = {
        **dict.fromkeys(("accept", "unaccept", "edit_question", "unclaim"), "asker"),
        **dict.fromkeys(("edit_comment", "delete_comment"), "asker"),
        **dict.fromkeys(("edit_answer", "delete_answer"), "reader"),
    }
    for first, who in prepare.get(deed, ()):
        assert thread.do(first, people[who], 1)
    before = len(thread.numbers())
    by = people[doer.get(deed, "keeper")]
    for _ in range(2):
        assert thread.do(deed, by, 1) and len(thread.numbers()) == before + 1
        assert thread.question.seq == before + 1


@FEW
@given(row=st.lists(st.tuples(st.sampled_from(sorted(ANEW | ONCE | REFUSED)), st.integers(0, 5))))
def test_what_is_refused_takes_no_number_and_leaves_no_event(people, begun, row):
    """One who has left the network tries everything."""

    @taken_back
    def check():
        thread = begun()
        before = thread.numbers()
        for deed, which in row:
            thread.do(deed, people["former"], which)
        assert thread.numbers() == before == [1, 2, 3, 4]

    check()

"""Two applications of one person become one case: the later one is closed, the earlier one goes on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from members.admission.enums import State
from members.admission.finding import alike
from members.admission.flows import applying, exchanging, joining
from members.admission.links import application_token
from members.admission.models import Application
from members.admission.notices import page_of
from members.vetting.figures import figures_for
from members.vetting.flows import asking, deciding, taking
from members.vetting.flows.forgetting import forget_unsuccessful
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.admission import make_application, make_attachment
from tests.factories.people import make_member, make_secretariat
from tests.factories.vetting import TEXT, in_days, make_rejected

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(vetter):
    """The same person from two addresses, the second one asked for more and answered."""
    first = make_application(email="astrid@skanderborg.example.dk", days_ago=3)
    second = make_application(email="astrid@privat.example.dk")
    asking.ask(application=second, text="Hvor mange er I?", due_on=in_days(), by=vetter)
    exchanging.answer(exchange=second.exchanges.get(), text="Vi er tre.")
    second.refresh_from_db()
    return first, second


def test_the_later_case_is_closed_whichever_page_it_is_done_from(vetter, pair):
    first, second = pair
    for one, other in ((first, second), (second, first)):
        with transaction.atomic():
            assert joining.join(one=one, other=other, by=vetter) == first
            second.refresh_from_db()
            assert (second.state, second.joined_to) == (State.JOINED, first)
            first.refresh_from_db()
            assert first.state == State.SUBMITTED
            transaction.set_rollback(True)


def test_the_case_that_goes_on_shows_all_that_was_said_in_both(desk, pair):
    first, second = pair
    file = make_attachment(second)
    address = reverse("admission_desk:join", args=[second.pk])
    for _click in range(2):
        answer = desk.post(address, {"other": first.pk})
        assert answer["Location"] == reverse("admission_desk:case", args=[first.pk])
    shown = desk.get(answer["Location"])
    of_case = reverse("admission:file_of_case", args=[file.pk])
    for words in ("Hvor mange er I?", "Vi er tre.", of_case, second.email):
        assert words in shown.text, words
    assert desk.get(of_case).status_code == 200
    closed = desk.get(reverse("admission_desk:case", args=[second.pk]))
    assert reverse("admission_desk:case", args=[first.pk]) in closed.text
    assert reverse("admission_desk:take", args=[second.pk]) not in closed.text
    letters = OutgoingMail.objects.filter(template="admission/mail/joined")
    assert [letter.address for letter in letters] == [second.email]
    assert Entry.objects.filter(action="admission.joined").count() == 1


def test_the_status_page_of_the_joined_one_leads_to_the_other(client, vetter, pair):
    first, second = pair
    joining.join(one=first, other=second, by=vetter)
    shown = client.get(page_of(second))
    assert "lagt dine to ansøgninger sammen" in shown.text
    assert page_of(first) in shown.text
    assert "Vi lagde din anden ansøgning sammen med denne." in client.get(page_of(first)).text


def test_the_joined_ones_link_lasts_as_long_as_the_others(client, vetter, pair):
    from tests.members.admission.asking import days_later

    first, second = pair
    joining.join(one=first, other=second, by=vetter)
    page = page_of(second)
    with days_later(61):
        assert client.get(page).status_code == 200
    make_rejected(first, vetter)
    with days_later(61):
        Application.objects.filter(pk=first.pk).update(
            decided_at=timezone.now() - timedelta(days=31)
        )
        assert client.get(page).status_code == 410


def test_whoever_asks_for_a_link_again_gets_the_one_to_the_case_that_goes_on(vetter, pair):
    first, second = pair
    joining.join(one=first, other=second, by=vetter)
    assert applying.begin(email=second.email) == second
    make_rejected(first, vetter)
    assert applying.begin(email=second.email) not in (first, second)


def test_what_was_asked_is_no_longer_waited_for_and_nothing_is_told_twice(vetter, pair):
    first, second = pair
    asking.ask(application=second, text="Og hvor?", due_on=in_days(), by=vetter)
    before = OutgoingMail.objects.count()
    joining.join(one=first, other=second, by=vetter)
    joining.join(one=first, other=second, by=vetter)
    assert OutgoingMail.objects.count() == before + 1
    assert not second.exchanges.filter(answered_at=None, closed_at=None).exists()
    deciding.approve(application=first, by=vetter)
    addresses = OutgoingMail.objects.filter(
        template="vetting/mail/letter", context__kind="admission"
    )
    assert [letter.address for letter in addresses] == [first.email]
    second.refresh_from_db()
    first.refresh_from_db()
    assert second.person == first.person is not None


def test_whoever_has_the_case_that_goes_on_hears_of_it(vetter, pair):
    first, second = pair
    other = make_secretariat(name="Bo Berg")
    taking.take(application=first, by=other)
    joining.join(one=second, other=first, by=vetter)
    assert Notice.objects.filter(recipient=other, title__contains="Astrid").count() == 1
    assert not Notice.objects.filter(recipient=vetter, title__contains="lagt sammen").exists()


def test_what_was_joined_with_a_later_case_goes_on_in_the_earliest(vetter, pair):
    first, second = pair
    third = make_application(email="astrid3@example.dk")
    joining.join(one=second, other=third, by=vetter)
    joining.join(one=first, other=second, by=vetter)
    third.refresh_from_db()
    assert third.joined_to == first


def test_what_cannot_be_joined_is_refused_with_its_reason(vetter, pair):
    first, second = pair
    stranger = make_member()

    def codes(one, other, by=vetter):
        with pytest.raises(Refused) as refused:
            joining.join(one=one, other=other, by=by)
        return refused.value.codes

    assert codes(second, second) == ["same_case"]
    assert "not_allowed" in codes(first, second, stranger)
    assert codes(first, second, make_secretariat(name="Bo Berg")) == ["colleagues_case"]
    third = make_application(email="astrid3@example.dk")
    applying.withdraw(application=third)
    assert codes(first, third) == ["withdrawn"]
    make_rejected(first, vetter)
    assert codes(first, second) == ["already_decided"]
    second.refresh_from_db()
    assert second.state == State.IN_VETTING


def test_only_those_that_look_alike_can_be_chosen(desk, pair):
    first, second = pair
    elsewhere = make_application("  ASTRID   Møllegård ", "Odense", email="a@odense.example.dk")
    stranger = make_application("Bo Bæk", "Vejle")
    Application.objects.filter(pk=stranger.pk).update(phone="11 22 33 44")
    assert alike(second) == [first, elsewhere]
    answer = desk.post(reverse("admission_desk:join", args=[second.pk]), {"other": stranger.pk})
    assert answer.status_code == 200 and answer.context["join_form"].errors
    stranger.refresh_from_db()
    assert stranger.state == State.SUBMITTED


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.JOINED},
        {"joined_at": timezone.now()},
        {"state": State.JOINED, "joined_at": timezone.now()},
    ],
)
def test_the_database_refuses_half_a_joining(pair, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=pair[1].pk).update(**wrong)


def test_the_database_refuses_a_case_that_is_joined_with_itself(pair):
    own = pair[1]
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=own.pk).update(
            state=State.JOINED, joined_at=timezone.now(), joined_to=own
        )


def test_figures_filter_and_file_count_it_as_joined_and_nothing_else(desk, vetter, pair):
    first, second = pair
    joining.join(one=first, other=second, by=vetter)
    today = timezone.localdate()
    figures = figures_for(vetter, since=today, until=today)
    assert figures.ended[State.JOINED] == 1 and figures.decided == 0 and figures.days == []
    assert "Lagt sammen" in desk.get(reverse("admission_desk:figures")).text
    inbox = reverse("admission_desk:inbox")
    found = desk.get(inbox, {"vis": "afgjorte", "tilstand": "joined"}).context["page_obj"]
    assert list(found) == [second]
    file = desk.get(reverse("admission_desk:export", args=["csv"]), {"vis": "afgjorte"})
    row = file.content.decode("utf-8-sig").splitlines()[1]
    assert row.rstrip().endswith(str(first.pk)) and "agt sammen" in row


def test_both_are_forgotten_on_the_same_day(vetter, pair):
    first, second = pair
    joining.join(one=first, other=second, by=vetter)
    long_ago = timezone.now() - timedelta(days=400)
    Application.objects.filter(pk=second.pk).update(joined_at=long_ago)
    year = timezone.now() - timedelta(days=365)
    assert forget_unsuccessful(before=year, by=None) == 0, "the case itself is still open"
    make_rejected(first, vetter)
    Application.objects.filter(pk=first.pk).update(decided_at=long_ago)
    assert forget_unsuccessful(before=year, by=None) == 2
    for each in Application.objects.all():
        assert each.name == "" and "astrid" not in each.email_key
    assert TEXT not in str(list(first.exchanges.values()))
    assert forget_unsuccessful(before=year, by=None) == 0


def test_a_strangers_link_opens_nothing_of_the_others(client, vetter, pair):
    """Until a vetter has joined them, the second address learns nothing of the first."""
    first, second = pair
    shown = client.get(page_of(second))
    assert first.email not in shown.text and application_token(first) not in shown.text

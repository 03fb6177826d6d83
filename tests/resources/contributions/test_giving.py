"""Members give to the library; the secretariat takes it up or says why not, and nothing is lost between."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.people.flows.membership import end_membership
from portal.kit.problems import Refused
from portal.notices.models import Notice
from resources.contributions import flows, queries
from resources.contributions.enums import KINDS, Credit, State
from resources.contributions.models import ContributedFile, Contribution
from resources.contributions.rules import may_view
from resources.library.enums import Audience, Kind, Status
from resources.library.flows import approving, writing
from resources.library.models import Guide, Version
from resources.library.queries import beside
from tests.factories.contributions import make_contribution, said, sent, typed
from tests.factories.files import pdf, word
from tests.factories.people import Personas
from tests.factories.resources import make_topic, make_version, write

pytestmark = pytest.mark.django_db


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def told(person) -> list[str]:
    return list(Notice.objects.filter(recipient=person).values_list("kind", flat=True))


@pytest.fixture
def given(personas):
    personas.all()  # those who are told must be there
    return make_contribution(personas.member)


# --- giving ----------------------------------------------------------------------------------------------
def test_it_is_with_the_secretariat_who_are_told(personas, given):
    assert (given.state, given.title) == (State.SENT, "Brev om klage")
    assert [file.name for file in given.files.all()] == ["Brev.docx"]
    assert "contribution-given" in told(personas.editor)
    assert told(personas.member) == []


def test_given_twice_it_stands_once(personas):
    key = uuid4()
    first, second = (flows.give(said=said(), key=key, by=personas.member) for _time in range(2))
    assert first == second
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"has_rights": False}, "no_rights"),
        ({"nobody_recognised": False}, "not_checked"),
        ({"kind": Kind.PRACTICE, "led_to": "Færre klager"}, "no_tried"),
        ({"kind": Kind.PRACTICE, "tried": "Vi ringede"}, "no_led_to"),
        ({"kind": Kind.LINK}, "no_link"),
        ({"use": ""}, "no_content"),
        ({"kind": Kind.KLARRET}, "wrong_kind"),
        ({"kind": Kind.NETWORK}, "wrong_kind"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(personas, facts, code):
    with pytest.raises(Refused) as refused:
        flows.give(said=said(**facts), key=uuid4(), by=personas.member)
    assert codes(refused) == [code]
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("name", ["applicant", "former", "suspended"])
def test_only_members_give(personas, name):
    with pytest.raises(Refused) as refused:
        flows.give(said=said(), key=uuid4(), by=getattr(personas, name))
    assert codes(refused) == ["not_allowed"]


@pytest.mark.parametrize("field", ["title", "summary", "use", "tried", "led_to"])
def test_a_cpr_number_is_refused_wherever_it_stands(personas, field):
    with pytest.raises(ValidationError):
        flows.give(said=said(**{field: "Om 010190-1232"}), key=uuid4(), by=personas.member)
    assert not Contribution.objects.exists()


def test_a_cpr_number_in_a_file_is_refused_with_its_page_and_what_was_typed_stays(client, personas):
    client.force_login(personas.member)
    page = client.post(
        reverse("contributions:give"),
        {
            **typed(credit=Credit.PERSON, title="Min skabelon"),
            "key": uuid4(),
            "attached": [SimpleUploadedFile("Sag.pdf", pdf("Intet", "Cpr 010190-1232"))],
        },
    )
    content = page.content.decode()
    assert "på side 2" in content
    assert 'value="Min skabelon"' in content
    assert "010190" not in content
    assert not Contribution.objects.exists()


def test_a_member_gives_on_the_page_and_finds_it_again(client, personas):
    client.force_login(personas.member)
    file = SimpleUploadedFile("Brev.docx", word("Kære borger"))
    answer = client.post(
        reverse("contributions:give"),
        {**typed(), "credit": "municipality", "key": uuid4(), "attached": [file]},
    )
    given = Contribution.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, given.get_absolute_url())
    assert "Brev om klage" in client.get(reverse("contributions:mine")).content.decode()


# --- by kind ---------------------------------------------------------------------------------------------
def test_a_field_that_some_kinds_have_says_which_and_the_look_knows_each_kind(client, personas):
    client.force_login(personas.member)
    page = client.get(reverse("contributions:give")).content.decode()
    assert page.count('data-kinds="practice"') == 2
    assert page.count('data-kinds="link"') == 1
    look = Path("portal/ui/theme/parts/_forms.scss").read_text()
    assert f"@each $kind in {', '.join(KINDS)} {{" in look


def test_a_practice_without_its_fields_is_told_so_with_everything_else(client, personas):
    client.force_login(personas.member)
    page = client.post(
        reverse("contributions:give"),
        {**typed(kind=Kind.PRACTICE, title="", tried="Vi ringede først."), "key": uuid4()},
    )
    errors = page.context["form"].errors
    assert set(errors) == {"title", "led_to", "credit"}
    assert "Vi ringede først." in page.content.decode()


def test_what_was_typed_for_another_kind_stays_on_the_page_and_is_neither_judged_nor_sent(
    client, personas
):
    client.force_login(personas.member)
    facts = {
        **typed(tried="Vi ringede først.", link="ikke en adresse"),
        "credit": "nobody",
        "key": uuid4(),
    }
    page = client.post(reverse("contributions:give"), {**facts, "title": ""})
    assert set(page.context["form"].errors) == {"title"}
    for words in ("Vi ringede først.", "ikke en adresse"):
        assert words in page.content.decode()
    client.post(reverse("contributions:give"), facts)
    given = Contribution.objects.get()
    assert (given.kind, given.tried, given.link) == (Kind.TEMPLATE, "", "")


def test_a_link_has_no_files_and_those_that_are_there_have_to_be_taken_out(client, personas, given):
    client.force_login(personas.member)
    facts = {**typed(kind=Kind.LINK, link="https://e.example/"), "credit": "nobody"}
    page = client.post(given.get_absolute_url(), facts)
    assert set(page.context["form"].errors) == {"drop"}
    client.post(given.get_absolute_url(), {**facts, "drop": [given.files.get().pk]})
    given.refresh_from_db()
    assert (given.kind, given.use, given.files.count()) == (Kind.LINK, "", 0)


# --- changing and taking back ----------------------------------------------------------------------------
def test_its_member_changes_it_and_takes_a_file_out(
    personas, given, django_capture_on_commit_callbacks
):
    old = given.files.get()
    with django_capture_on_commit_callbacks(execute=True):
        flows.change(
            contribution=given,
            said=said(title="Bedre brev"),
            uploads=[sent("Nyt.docx")],
            drop=[old],
            by=personas.member,
        )
    given.refresh_from_db()
    assert (given.title, [file.name for file in given.files.all()]) == ("Bedre brev", ["Nyt.docx"])
    assert not old.file.storage.exists(old.file.name)


def test_the_last_file_is_not_taken_out_of_what_says_nothing_else(personas):
    given = make_contribution(personas.member, use="")
    with pytest.raises(Refused) as refused:
        flows.change(
            contribution=given, said=said(use=""), drop=given.files.all(), by=personas.member
        )
    assert codes(refused) == ["no_content"]
    assert given.files.count() == 1


def test_taken_back_its_files_are_gone_and_it_is_not_at_the_desk(
    personas, given, django_capture_on_commit_callbacks
):
    file = given.files.get().file
    with django_capture_on_commit_callbacks(execute=True):
        flows.withdraw(contribution=given, by=personas.member)
        flows.withdraw(contribution=given, by=personas.member)
    given.refresh_from_db()
    assert given.state == State.WITHDRAWN
    assert not ContributedFile.objects.exists()
    assert not file.storage.exists(file.name)
    assert list(queries.at_the_desk(personas.editor)) == []


def test_another_member_changes_nothing(client, personas, given):
    for deed in (
        lambda by: flows.change(contribution=given, said=said(title="Andet"), by=by),
        lambda by: flows.withdraw(contribution=given, by=by),
    ):
        with pytest.raises(Refused):
            deed(personas.coordinator)
    given.refresh_from_db()
    assert (given.title, given.state) == ("Brev om klage", State.SENT)


# --- taking up --------------------------------------------------------------------------------------------
def test_taken_up_it_is_material_being_written_that_nobody_reads_yet(client, personas, given):
    given.topics.add(make_topic("klager"))
    guide = flows.take_up(contribution=given, by=personas.editor)
    edition = guide.editions.get()
    assert (guide.title, guide.kind, guide.audience) == (
        "Brev om klage",
        Kind.TEMPLATE,
        Audience.MEMBERS,
    )
    assert [topic.name for topic in guide.topics.all()] == ["klager"]
    assert edition.status == Status.BEING_WRITTEN
    assert [file.title for file in edition.files.all()] == ["Brev"]
    assert "Ret navn og frist." in str(edition.body)
    assert not Version.objects.exists()
    assert not ContributedFile.objects.exists()
    assert "contribution-taken-up" in told(personas.member)
    client.force_login(personas.member)
    assert client.get(f"/bibliotek/{guide.slug}/filer/brev").status_code == 404


def test_taken_up_twice_it_is_one_piece_of_material(personas, given):
    first, second = (
        flows.take_up(contribution=given, by=by) for by in (personas.editor, personas.administrator)
    )
    assert first == second
    assert Guide.objects.count() == 1


def test_whoever_took_it_up_does_not_approve_it(personas, given):
    guide = flows.take_up(contribution=given, by=personas.editor)
    edition = write(guide.editions.get(), personas.administrator)
    writing.submit(edition=edition, by=personas.administrator)
    edition.refresh_from_db()
    with pytest.raises(Refused) as refused:
        approving.approve(edition=edition, seen=edition.seen, by=personas.editor)
    assert codes(refused) == ["own_text"]


def test_the_giver_hears_when_colleagues_can_read_it_and_of_the_first_version_only(personas, given):
    guide = flows.take_up(contribution=given, by=personas.editor)
    version = make_version(guide)
    assert told(personas.member).count("contribution-published") == 1
    assert [file.title for file in beside(version)] == ["Brev"]
    make_version(guide)
    assert told(personas.member).count("contribution-published") == 1


@pytest.mark.parametrize(
    ("credit", "words"),
    [
        (Credit.PERSON, "Mette Holm, Odense"),
        (Credit.MUNICIPALITY, "Odense"),
        (Credit.NOBODY, ""),
    ],
)
def test_readers_see_whom_its_member_has_chosen(personas, credit, words):
    given = make_contribution(personas.member, credit=credit)
    guide = flows.take_up(contribution=given, by=personas.editor)
    assert guide.editions.get().writers == words


def test_a_practice_says_what_was_tried_and_what_it_led_to(personas):
    given = make_contribution(
        personas.member,
        kind=Kind.PRACTICE,
        tried="Vi ringede først.",
        led_to="Færre klager.",
        use="",
    )
    body = str(flows.take_up(contribution=given, by=personas.editor).editions.get().body)
    for words in ("Hvad blev prøvet", "Vi ringede først.", "Hvad det førte til", "Færre klager."):
        assert words in body


def test_a_link_becomes_a_link_without_a_text(personas):
    given = make_contribution(
        personas.member, kind=Kind.LINK, link="https://e.example/", use="", uploads=[]
    )
    guide = flows.take_up(contribution=given, by=personas.editor)
    assert (guide.link, guide.editions.count()) == ("https://e.example/", 0)


def test_nobody_takes_up_their_own(personas):
    personas.all()
    given = make_contribution(personas.editor)
    with pytest.raises(Refused) as refused:
        flows.take_up(contribution=given, by=personas.editor)
    assert codes(refused) == ["own"]


# --- answering --------------------------------------------------------------------------------------------
def test_sent_back_it_can_be_sent_again(personas, given):
    flows.send_back(contribution=given, words="Må vi se skemaet?", by=personas.editor)
    assert "contribution-sent-back" in told(personas.member)
    flows.change(contribution=given, said=said(), uploads=[sent("Skema.docx")], by=personas.member)
    given.refresh_from_db()
    assert (given.state, given.files.count()) == (State.SENT, 2)
    assert told(personas.editor).count("contribution-given") == 2


def test_declined_it_says_why_and_its_files_are_gone(client, personas, given):
    flows.decline(contribution=given, words="Det ligger der allerede.", by=personas.editor)
    assert not ContributedFile.objects.exists()
    client.force_login(personas.member)
    assert "Det ligger der allerede." in client.get(given.get_absolute_url()).content.decode()


@pytest.mark.parametrize("deed", [flows.send_back, flows.decline])
def test_nobody_is_refused_in_silence(personas, given, deed):
    with pytest.raises(Refused) as refused:
        deed(contribution=given, words=" ", by=personas.editor)
    assert codes(refused) == ["no_words"]


def test_the_second_of_two_answers_is_told_so(personas, given):
    flows.decline(contribution=given, words="Nej tak.", by=personas.editor)
    for deed in (
        lambda: flows.take_up(contribution=given, by=personas.administrator),
        lambda: flows.send_back(contribution=given, words="Mere?", by=personas.administrator),
        lambda: flows.change(contribution=given, said=said(), by=personas.member),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert codes(refused)[0] in {"not_waiting", "not_open"}


# --- who sees it ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", Personas.NAMES)
def test_list_and_rule_agree(personas, given, name):
    user = getattr(personas, name)
    assert (given in queries.contributions_for(user)) == may_view(user, given)


@pytest.mark.parametrize("name", Personas.NAMES)
def test_a_file_is_for_its_member_and_the_secretariat(client, personas, given, name):
    user = getattr(personas, name)
    if user.is_authenticated:
        client.force_login(user)
    answer = client.get(given.files.get().get_absolute_url())
    assert (answer.status_code == 200) == may_view(user, given)


def test_a_member_who_leaves_sees_it_no_more(client, personas, given):
    client.force_login(personas.member)
    end_membership(person=personas.member, by=None)
    assert client.get(given.get_absolute_url()).status_code in {302, 403, 404}
    assert not may_view(personas.member, given)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_pages_ask_the_same_number_of_times(
    client, personas, django_assert_num_queries, number
):
    for n in range(number):
        make_contribution(personas.member, title=f"Brev {n}", uploads=[])
    for user, page, queries_of_it in (
        (personas.member, reverse("contributions:mine"), 4),
        (personas.editor, reverse("contributions_desk:list"), 14),
    ):
        client.force_login(user)
        client.get(page)
        with django_assert_num_queries(queries_of_it):
            client.get(page)

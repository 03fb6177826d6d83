"""Every deadline of the retention policy is carried out, on all data, on its day, and pages state it.

A new deadline needs a flow in `portal.retention.flows.PARTS`, an example in `DATED`, and a line in the
scene where it erases what belongs to one person.
"""

import re
import tomllib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.urls import reverse
from django.utils import timezone, translation

from events.conference.views import patterns
from members.people.flows import membership
from members.people.models import User
from portal.audit.models import Entry
from portal.notices.flows import tell
from portal.notices.models import Notice
from portal.retention import checks, flows
from portal.retention.flows import nightly
from portal.retention.policy import policy
from portal.ui.whole_pages import WholePage
from tests.factories import events
from tests.factories.admission import make_draft, step_page
from tests.factories.people import (
    make_member,
)
from tests.factories.whole_person import make_whole_person
from tests.house.dated import BEGAN, DATED, LAST_NIGHTS
from tests.house.rooms import ROOT

#: `5 dage`, `2 år`: a length of time in the policy's words.
SPAN = re.compile(
    r"\b(?:\d+|en|to|tre|fire|fem|seks|tolv)\s(?:døgn|dag|dage|uger?|måned|måneder|år)\b", re.I
)
#: What is gone the night after it has run out: no figure.
NEXT_NIGHT = {"sessions", "wishes", "receipts"}
RULES = {name: row for name, row in policy().personal().items() if row.get("deadlines")}


def spans(names) -> set[str]:
    with translation.override("da"):
        return {policy().deadlines[name].span for name in names}


# --- the file ----------------------------------------------------------------------------------------
def test_every_deadline_has_a_flow_and_every_flow_a_deadline():
    assert set(policy().deadlines) == set(flows.PARTS)
    assert checks.every_deadline_is_carried_out(None) == []


def test_the_check_names_a_deadline_that_nothing_carries_out(monkeypatch):
    monkeypatch.delitem(flows.PARTS, "needs")
    (error,) = checks.every_deadline_is_carried_out(None)
    assert error.id == "portal.E012" and " needs " in error.msg


def test_every_deadline_is_some_fields_and_has_an_example():
    used = {name for row in RULES.values() for name in row["deadlines"]}
    assert used == set(policy().deadlines) == set(DATED)


def test_a_rule_that_speaks_of_a_time_names_the_deadline_that_keeps_it():
    without = [
        name
        for name, row in policy().personal().items()
        if SPAN.search(row["keep"]) and not row.get("deadlines")
    ]
    assert without == []


def test_a_rule_without_a_deadline_is_not_erased_by_the_person_leaving():
    for name, row in policy().personal().items():
        if row["erase"] == "with_person":
            assert "profiles" in row.get("deadlines", []), name


def test_words_and_figures_of_the_policy_agree():
    for name, deadline in policy().deadlines.items():
        if name not in NEXT_NIGHT:
            assert spans([name]) == set(SPAN.findall(deadline.words)), name
    for name, row in RULES.items():
        if not NEXT_NIGHT.issuperset(row["deadlines"]):
            assert set(SPAN.findall(row["keep"])) == spans(row["deadlines"]), name


# --- the screen --------------------------------------------------------------------------------------
#: What the privacy page promises for data that is not in the portal.
ELSEWHERE = {
    "6 måneder. Derefter kun tal uden navne",  # hotline
    "Overskrives løbende, senest efter 35 dage",  # backups
    "6 months",  # hotline
    "Overwritten no later than after 35 days",
}
IN_ENGLISH = re.compile(r"\b\d+ (?:days?|weeks?|months?|years?)\b")


def facts_of_the_privacy_page(language: str) -> list[str]:
    text = (ROOT / f"portal/pages/first_pages/{language}.toml").read_text(encoding="utf-8")
    slug = {"da": "privatliv", "en": "privacy"}[language]
    (page,) = [page for page in tomllib.loads(text)["page"] if page["slug"] == slug]
    return [
        item["value"]
        for block in page["blocks"]
        if block["type"] == "facts"
        for item in block["items"]
    ]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_privacy_page_takes_its_figures_from_the_policy(language):
    values = facts_of_the_privacy_page(language)
    own = [
        value
        for value in values
        if (SPAN.search(value) or IN_ENGLISH.search(value))
        and not any(value.endswith(each) for each in ELSEWHERE)
    ]
    assert own == []
    stated = set(re.findall(r"\{kept_([a-z_]+)\}", " ".join(values)))
    # Mails are kept as long as notices and share their line; wishes and receipts have no figure; exports and
    # imports name those who keep the library alone; the other two are of no use to a reader.
    silent = {"mails", "sessions", "wishes", "question_events", "receipts"}
    silent |= {"library_exports", "library_imports"}
    assert stated == set(policy().deadlines) - silent
    assert policy().deadlines["mails"].span == policy().deadlines["notices"].span


def test_rooms_that_come_later_take_their_figures_from_the_policy_too():
    labels = {name.partition(".")[0] for name in policy().personal()}
    assert not labels & {"hotline"}, "their lines in ELSEWHERE are now the policy's"


@pytest.mark.django_db
def test_another_figure_in_the_policy_is_another_figure_on_every_page(client, monkeypatch):
    conference = events.make_conference()
    member = make_member()
    client.force_login(member)
    pages = {
        "unsuccessful_applications": "/privatliv/",
        "profiles": step_page(make_draft(), 3),
        "needs": reverse("conference:register"),
    }
    for name, path in pages.items():
        before = policy().deadlines[name]
        (was,) = spans([name])
        then = client.get(path).text
        assert was in then, name
        monkeypatch.setitem(policy().deadlines, name, type(before)(97, 0, before.words))
        # The policy is a release's, so a page that is kept in a process's memory has read it once.
        monkeypatch.setattr(patterns, "_PAGE", WholePage("conference/registration_form.html"))
        now = client.get(path).text
        # Another deadline of the page may have the same figure.
        assert "97 dage" in now and now.count(was) < then.count(was), name
    with translation.override("da"):
        day = conference.ends_on + timedelta(days=97)
        assert f"{day.day}. " in now and str(day.year) in now


def test_no_template_has_a_figure_of_its_own():
    """What a page says of keeping, it has from the policy: by `kept`, and never as a number."""
    keeping = re.compile(
        r"(?i)\b(?:keep|kept|erased?|deleted?)\b[^.<]*\b(\d+|six|two) (?:days|months|years)"
    )
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and keeping.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


# --- the day before and the day after ----------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("name", DATED)
def test_kept_the_day_before_and_erased_the_day_after(name):
    is_erased = DATED[name]()
    deadline = policy().deadlines[name]
    due = deadline.after(BEGAN)
    last = LAST_NIGHTS.get(name, due - timedelta(days=1))
    first = last + timedelta(days=1) if name in LAST_NIGHTS else due + timedelta(days=1)
    flows.erase_what_has_run_out(now=last, by=None)
    assert not is_erased()
    assert flows.erase_what_has_run_out(now=first, by=None)[name] == 1
    assert is_erased()
    assert flows.erase_what_has_run_out(now=first, by=None)[name] == 0


@pytest.mark.django_db
def test_a_part_that_fails_does_not_keep_the_others_from_their_work(monkeypatch):
    is_erased = DATED["mails"]()

    def broken(*, before, by):
        raise RuntimeError("the table is away")

    monkeypatch.setitem(flows.PARTS, "notices", broken)
    with pytest.raises(ExceptionGroup) as raised:
        flows.erase_what_has_run_out(now=BEGAN + timedelta(days=91), by=None)
    assert [str(error) for error in raised.value.exceptions] == ["the table is away"]
    assert is_erased()


@pytest.mark.django_db
def test_a_night_goes_batch_by_batch_and_leaves_a_line_for_each():
    user = make_member()
    for place in range(5):
        tell([user], kind="x", title=str(place), url="/", by=None)
    Notice.objects.update(created_at=BEGAN)
    sizes = []
    rows = Notice.objects.all()

    def delete(some) -> int:
        sizes.append(len(some))
        return nightly._delete(some)

    count = nightly._erase("notices", rows, delete, None, size=2)
    assert (count, sizes) == (5, [2, 2, 1])
    entries = Entry.objects.filter(action="retention.erased").order_by("pk")
    assert [entry.facts["count"] for entry in entries] == [2, 2, 1]


# --- one whole person --------------------------------------------------------------------------------
#: No row of these is ever written by the portal, so there is none to erase.
UNUSED = ("account.EmailConfirmation",)


def split(name: str):
    label, _, field = name.rpartition(".")
    model = apps.get_model(label)
    return model, model._meta.get_field(field)


def values(model, field) -> dict:
    """Row → what it holds in this field, where it holds anything."""
    rows = model._base_manager.all()
    if field.many_to_many:
        held = {row.pk: list(getattr(row, field.name).values_list("pk", flat=True)) for row in rows}
    else:
        held = dict(rows.values_list("pk", field.attname))
    return {pk: value for pk, value in held.items() if value not in ("", None, [], {})}


def points_at_nobody(model, pk) -> bool:
    """Whether none of the people that a row names can be told from it any more."""
    row = model._base_manager.get(pk=pk)
    if model is User:
        return row.name == flows.FORMER_MEMBER
    people = [
        getattr(row, field.name)
        for field in model._meta.local_fields
        if field.related_model is User
    ]
    return all(person is None or person.name == flows.FORMER_MEMBER for person in people)


@pytest.fixture
def years_later(db, own_storage, django_capture_on_commit_callbacks):
    """What every rule's field held of someone, before and long after they had left."""
    make_whole_person()
    before = {name: values(*split(name)) for name in RULES}
    # Those who held the meeting and the conference leave with them.
    for each in User.objects.all():
        membership.end_membership(person=each, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        flows.erase_what_has_run_out(now=timezone.now() + timedelta(days=365 * 12), by=None)
    return SimpleNamespace(
        before=before, after={name: values(*split(name)) for name in RULES}, files=own_storage
    )


def test_of_someone_who_left_long_ago_every_rule_leaves_what_it_says(years_later):
    wrong = []
    for name, row in RULES.items():
        model, _field = split(name)
        before, after = years_later.before[name], years_later.after[name]
        if not before:
            if not name.startswith(UNUSED):
                wrong.append((name, "the scene has no row of it"))
            continue
        # The trail and the mails of the erasing night itself are new.
        left = {pk: value for pk, value in after.items() if pk in before}
        if row["erase"] in ("delete_row", "with_person"):
            fine = not model._base_manager.filter(pk__in=before).exists()
        elif name == "people.User.password":
            fine = all(value.startswith("!") for value in left.values())
        elif name == "people.User.language":
            fine = set(left.values()) == {"da"}
        elif row["erase"] == "blank":
            fine = not left
        else:
            fine = all(
                value != before[pk] or points_at_nobody(model, pk) for pk, value in left.items()
            )
        if not fine:
            wrong.append((name, row["erase"]))
    assert wrong == []


def test_files_go_with_the_rows_that_name_them(years_later):
    left = {path.parent.name for path in years_later.files.rglob("*") if path.is_file()}
    # A document and an image are the site's, whoever put them there; material stays with its meeting, and
    # a file of the library with its text.
    assert left == {"documents", "files", "material", "original_images"}


def test_no_word_of_theirs_stands_in_an_account_any_more(years_later):
    assert EmailAddress.objects.count() == 0
    for person in User.objects.all():
        stored = " ".join(str(getattr(person, field.name)) for field in person._meta.local_fields)
        for word in ("Gert", "Rikke", "example.dk", "Jurist", "12 34", "Om mig", "buddy"):
            assert word not in stored

"""What is told is told in the reader's language, whatever language the teller reads."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail as django_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.admission.enums import RejectionReason
from members.admission.flows import applying
from members.vetting.flows import taking
from portal.notices.flows import Mail, send_letter, tell
from portal.notices.models import Notice, OutgoingMail
from tests.factories.admission import make_application
from tests.factories.people import make_member, make_secretariat
from tests.factories.vetting import make_rejected

LETTER = "account/email/password_changed"
ROOMS = ("portal", "members", "events", "forum", "resources")


@pytest.fixture
def readers(db):
    return {
        "da": make_member("Dorte Dansk"),
        "en": make_member("Ellen English", "Faxe", language="en"),
    }


def titles() -> dict[str, str]:
    return dict(Notice.objects.values_list("recipient__language", "title"))


@pytest.mark.parametrize("teller", ["da", "en"])
def test_each_reads_the_notice_in_their_own_language(readers, teller):
    with translation.override(teller):
        tell(
            readers.values(),
            kind="application",
            title=lambda: _("New application from %(municipality)s") % {"municipality": "Faxe"},
            url="/",
            mail=Mail(LETTER),
            by=None,
        )
        assert translation.get_language() == teller
    expected = {"da": "Ny ansøgning fra Faxe", "en": "New application from Faxe"}
    assert titles() == expected
    for language, context in OutgoingMail.objects.values_list("language", "context"):
        assert context["title"] == expected[language]


@pytest.mark.parametrize("teller", ["da", "en"])
def test_a_letters_own_words_follow_its_reader(readers, teller):
    words = Mail(LETTER, {"reason": gettext_lazy("Log in"), "case": "Log in"})
    with translation.override(teller):
        tell(readers.values(), kind="x", title="T", url="/", mail=words, by=None)
        send_letter("ansoeger@example.dk", mail=words, by=None)
    kept = dict(OutgoingMail.objects.values_list("address", "context__reason"))
    assert kept == {
        readers["da"].email: "Log ind",
        readers["en"].email: "Log in",
        "ansoeger@example.dk": "Log ind",
    }
    assert set(OutgoingMail.objects.values_list("context__case", flat=True)) == {"Log in"}


def test_thirty_readers_of_one_language_ask_for_the_words_once(readers):
    asked = []
    people = [make_member(f"Nr {place}", "Faxe") for place in range(30)]

    def words():
        asked.append(translation.get_language())
        return "Titel"

    tell([*people, *readers.values()], kind="x", title=words, url="/", by=None)
    assert sorted(asked) == ["da", "en"]
    assert Notice.objects.count() == 32


def test_an_english_reading_vetter_turns_a_danish_applicant_down_in_danish(db, run_jobs):
    vetter = make_secretariat()
    application = make_application()
    with translation.override("en"):
        make_rejected(
            application,
            vetter,
            reason=RejectionReason.NO_FUNCTION,
            text="Kommunen har ingen borgerrådgiver.",
        )
    run_jobs()
    letter = django_mail.outbox[-1]
    assert letter.to == [application.email]
    assert "kommunen har ikke funktionen" in letter.body
    assert "no such function" not in letter.body


def test_an_applicants_english_page_does_not_make_the_vetters_notice_english(db):
    vetter = make_secretariat()
    application = make_application()
    taking.take(application=application, by=vetter)
    Notice.objects.all().delete()
    with translation.override("en"):
        applying.withdraw(application=application)
    assert Notice.objects.get().title == "Astrid Møllegård har trukket ansøgningen tilbage"


def calls_of_tell() -> list[tuple[str, ast.AST, ast.keyword]]:
    """Every `tell(…, title=…)` of the portal: where it stands, in which function, and its title."""
    found = []
    for path in sorted(each for room in ROOMS for each in Path(settings.ROOT, room).rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "tell":
                    place = f"{path.relative_to(settings.ROOT)}:{call.lineno}"
                    found += [(place, function, kw) for kw in call.keywords if kw.arg == "title"]
    return found


def translates_now(expression: ast.AST, function: ast.AST) -> bool:
    """Whether the words are put into a language where they stand, and not when they are asked for."""
    if isinstance(expression, ast.Lambda):
        return False
    if isinstance(expression, ast.Name):
        return any(
            translates_now(line.value, function)
            for line in ast.walk(function)
            if isinstance(line, ast.Assign)
            and expression.id in [getattr(target, "id", "") for target in line.targets]
        )
    if isinstance(expression, ast.Call) and getattr(expression.func, "id", "") in {
        "_",
        "gettext",
        "ngettext",
        "pgettext",
    }:
        return True
    return any(translates_now(part, function) for part in ast.iter_child_nodes(expression))


def test_no_title_is_translated_before_it_is_known_who_reads_it():
    calls = calls_of_tell()
    assert len(calls) >= 9
    eager = [place for place, function, title in calls if translates_now(title.value, function)]
    assert eager == [], "pass the title as a function: title=lambda: _(…)"


@pytest.mark.parametrize(
    ("source", "eager"),
    [
        ("tell(p, title=_('A %(x)s') % {'x': 1})", True),
        ("title = _('A')\n    tell(p, title=title)", True),
        ("tell(p, title=lambda: _('A'))", False),
        ("tell(p, title=question.title)", False),
        ("title = question.title\n    tell(p, title=title)", False),
    ],
)
def test_the_guard_knows_the_difference(source, eager):
    function = ast.parse(f"def f():\n    {source}\n").body[0]
    call = next(
        each for each in ast.walk(function) if getattr(getattr(each, "func", 0), "id", "") == "tell"
    )
    assert translates_now(call.keywords[0].value, function) is eager

"""What a search means: the secretariat's sets of words, longer words, and the nearest spelling."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.words import flows, queries
from portal.words.models import SameWords, Vain, Word
from tests.factories.people import make_secretariat

pytestmark = pytest.mark.django_db
NEAR = {"aktindsigt": 5, "partshøring": 4, "høring": 9, "klage": 7, "parts": 1}


def ways(typed):
    """Each term as typed, with what means the same."""
    return {
        term.typed: [" ".join(way) for way in term.same] for term in queries.wanted(typed).terms
    }


def longer(typed):
    (term,) = queries.wanted(typed).terms
    return [word for (word,) in term.longer]


def know(**words):
    return flows.keep_vocabulary(words=words, by=None)


# --- words that mean the same ------------------------------------------------------------------------
def test_the_portal_begins_with_words_of_the_field():
    assert ways("agtindsigt")["agtindsigt"] == ["aktindsigt", "indsigt i akter", "dokumentindsigt"]
    assert SameWords.objects.count() >= 12


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("frist aktindsigt", {"frist": [], "aktindsigt": ["agtindsigt", "indsigt i akter"]}),
        ("Indsigt i akter", {"Indsigt i akter": ["aktindsigt", "agtindsigt"]}),
        ("AKTINDSIGTEN nu", {"AKTINDSIGTEN": ["agtindsigt", "indsigt i akter"], "nu": []}),
        ("indsigt", {"indsigt": []}),
        ("§ 9 aktindsigt", {"§": [], "9": [], "aktindsigt": []}),
        ("", {}),
        ('"(', {'"(': []}),
    ],
)
def test_a_word_or_a_few_together_mean_what_the_set_says(typed, found):
    SameWords.objects.all().delete()
    flows.keep_same(kept=None, words=["aktindsigt", "agtindsigt", "indsigt i akter"], by=None)
    assert ways(typed) == found


def test_a_word_of_two_sets_means_both():
    SameWords.objects.all().delete()
    flows.keep_same(kept=None, words=["notat", "referat"], by=None)
    flows.keep_same(kept=None, words=["notat", "journal"], by=None)
    assert ways("notat") == {"notat": ["referat", "journal"]}
    assert ways("journal") == {"journal": ["notat"]}


def test_a_set_is_kept_changed_and_dropped_on_the_trail():
    by = make_secretariat()
    kept = flows.keep_same(kept=None, words=[" e-boks ", "Digital  post", "E-BOKS", ""], by=by)
    assert kept.words == ["e-boks", "Digital post"]
    flows.keep_same(kept=kept, words=["e-boks", "digital post", "mit.dk"], by=by)
    flows.drop_same(kept=kept, by=by)
    deeds = Entry.objects.filter(action__startswith="words.").values_list("action", "by_id")
    assert set(deeds) == {
        ("words.begun", by.pk),
        ("words.changed", by.pk),
        ("words.dropped", by.pk),
    }


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["alene"], ["alone"]),
        (["alene", "Alene "], ["alone"]),
        (["a", "..."], ["empty"]),
        (["a", "en to tre fire fem seks"], ["long"]),
        ([f"ord{number}" for number in range(13)], ["many"]),
    ],
)
def test_what_is_no_set_is_refused(words, codes):
    with pytest.raises(Refused) as refused:
        flows.keep_same(kept=None, words=words, by=None)
    assert refused.value.codes == codes


def test_a_cpr_number_is_in_no_set():
    with pytest.raises(ValidationError):
        flows.keep_same(kept=None, words=["010190-1234", "borger"], by=None)


def test_one_step_lets_a_word_mean_what_another_does():
    first = flows.join(words="lydfil", means="optagelse af møde", by=None)
    again = flows.join(words="diktafon", means="lydfil", by=None)
    assert again == first and again.words == ["optagelse af møde", "lydfil", "diktafon"]


# --- longer words ------------------------------------------------------------------------------------
def test_a_word_is_found_at_the_end_of_a_longer_one():
    know(
        sagsbehandlingstid=9,
        sagsbehandling=3,
        svartid=5,
        svar=8,
        altid=99,
        fritid=2,
        tid=4,
        tider=3,
    )
    assert longer("tid") == ["sagsbehandlingstid", "svartid"]
    assert longer("TID") == ["sagsbehandlingstid", "svartid"]
    assert longer("id") == []
    assert longer("ikke") == []


def test_only_a_few_longer_words_are_looked_for():
    heads = ["byg", "bil", "bad", "bord", "brand", "dag", "dyr", "fond", "gas", "hjem"]
    know(**dict.fromkeys(heads, 1), **{f"{head}sag": at for at, head in enumerate(heads, 1)})
    assert longer("sag") == [f"{head}sag" for head in reversed(heads[2:])]


# --- spelling ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aktindsikt", "aktindsigt"),
        ("atkindsigt", "aktindsigt"),
        ("aktinsigt", "aktindsigt"),
        ("hoering", "høring"),
        ("Horing", "høring"),
        ("klagee", "klage"),
        ("klage", ""),
        ("klage aktinsigt", "klage aktindsigt"),
        ("parts høring", ""),
        ("parst høring", "parts høring"),
        ("kls", ""),
        ("noget helt andet", ""),
        ("x12345", ""),
        ("", ""),
    ],
)
def test_the_nearest_known_word_is_proposed(typed, meant):
    know(**NEAR)
    assert queries.corrected(typed) == meant


def test_words_that_belong_together_are_put_together():
    know(partshøring=4, høring=9)
    assert queries.corrected("parts høring") == "partshøring"


def test_of_two_that_are_as_near_the_more_frequent_is_proposed():
    know(klage=1, plage=30)
    assert queries.corrected("slage") == "plage"


def test_the_words_are_gathered_anew_and_only_what_changed_is_written():
    assert know(klage=1, svar=2) == 2
    assert know(klage=1, svar=2) == 0
    assert know(klage=3, frist=1) == 3
    assert dict(Word.objects.values_list("word", "texts")) == {"klage": 3, "frist": 1}


@pytest.mark.parametrize("count", [1, 3, 6])
def test_a_search_asks_the_dictionary_three_times_at_most(django_assert_max_num_queries, count):
    know(**NEAR, klagefrist=2, frist=3)
    words = " ".join(["aktindsigt", "høring", "frist", "klage", "partshøring", "xyzzyx"][:count])
    with django_assert_max_num_queries(3):
        queries.wanted(words)
    with django_assert_max_num_queries(2):
        queries.corrected(words)


# --- searched in vain --------------------------------------------------------------------------------
TODAY = timezone.localdate()


def note(typed, times=1, days_ago=0):
    day = TODAY - timedelta(days=days_ago)
    return [flows.note_vain(typed=typed, day=day, by=None) for _ in range(times)][-1]


@pytest.mark.parametrize(
    "typed",
    [
        "010190-1234",
        "12345678",
        "12 34 56 78",
        "sag 2023-0064505",
        "bo@odense.example",
        "Jens Hansen",
        "Anne-Marie Ø. Lund",
        "min borger har fået afslag igen",
        "x" * 61,
        "...",
        "",
    ],
)
def test_words_that_may_say_something_of_somebody_are_not_kept(typed):
    assert not note(typed, times=5)
    assert not Vain.objects.exists()


@pytest.mark.parametrize(
    "typed", ["Voldgift", "lov 2024", "§ 19 a", "Forvaltningsloven § 24", "e-boks"]
)
def test_ordinary_words_are_counted(typed):
    assert note(typed)


def test_what_was_searched_for_once_is_shown_to_nobody():
    note("sjældent ord", times=2)
    note("tre  gange", times=2)
    note("TRE gange!")
    note("to dage")
    note("to dage", days_ago=4)
    assert [(each.words, each.times, each.days) for each in queries.searched_in_vain()] == [
        ("tre gange", 3, 1),
        ("to dage", 2, 2),
    ]


def test_a_search_in_vain_knows_no_person_and_no_hour():
    names = {field.name for field in Vain._meta.get_fields()}
    assert names == {"id", "words", "day", "times"}
    before = Entry.objects.count()
    note("voldgift")
    assert Entry.objects.count() == before


def test_words_stand_once_a_day():
    note("voldgift", times=3)
    assert Vain.objects.get().times == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        Vain.objects.create(words="voldgift", day=TODAY)

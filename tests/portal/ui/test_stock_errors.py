"""What Django itself says of a field is said in our words: plain, short and with what to do."""

import re

import pytest
from django import forms
from django.utils import translation
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from members.municipalities.models import Municipality

ON_THE_LIST = "Vælg en af mulighederne på listen."
CHOICES = [("a", "A"), ("b", "B")]


def said(field: forms.Field, sent) -> list[str]:
    """What a form with that one field says when this is sent."""
    kind = type("One", (forms.Form,), {"it": field})
    data = {"it": sent} if sent is not None else {}
    form = kind(data)
    assert not form.is_valid()
    return list(form.errors["it"])


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        (forms.ChoiceField(choices=CHOICES), "c"),
        (forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect), "c"),
        (forms.TypedChoiceField(choices=[(1, "1")], coerce=int), "2"),
        (forms.MultipleChoiceField(choices=CHOICES), ["a", "c"]),
        (forms.TypedMultipleChoiceField(choices=[(1, "1")], coerce=int), ["2"]),
    ],
)
def test_a_choice_that_does_not_exist_is_answered_alike(field, sent):
    assert said(field, sent) == [ON_THE_LIST]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [forms.ModelChoiceField, forms.ModelMultipleChoiceField])
@pytest.mark.parametrize("sent", ["999999", "x"])
def test_so_is_a_row_that_does_not_exist(kind, sent):
    value = [sent] if kind is forms.ModelMultipleChoiceField else sent
    assert said(kind(queryset=Municipality.objects.all()), value) == [ON_THE_LIST]


def test_so_is_a_choice_in_the_pages_of_the_editor():
    class Leaf(blocks.StructBlock):
        it = blocks.ChoiceBlock(choices=CHOICES)

    with pytest.raises(StructBlockValidationError) as refused:
        Leaf().clean({"it": "c"})
    assert refused.value.block_errors["it"].messages == [ON_THE_LIST]


@pytest.mark.parametrize(
    ("field", "sent", "words"),
    [
        (forms.CharField(), "", "Skal udfyldes."),
        (forms.ChoiceField(choices=CHOICES), None, "Skal udfyldes."),
        (forms.IntegerField(), "tre", "Skriv et helt tal."),
        (forms.DecimalField(), "tre", "Skriv et tal."),
        (forms.IntegerField(min_value=1), "0", "Skal være mindst 1."),
        (forms.IntegerField(max_value=9), "10", "Må højst være 9."),
        (forms.DecimalField(decimal_places=2), "1.234", "Skriv højst 2 cifre efter kommaet."),
        (forms.CharField(max_length=3), "fire", "Skriv højst 3 tegn. Der er 4 nu."),
        (forms.CharField(min_length=3), "to", "Skriv mindst 3 tegn. Der er 2 nu."),
        (forms.DateField(), "i morgen", "Skriv en dato, for eksempel 1.8.2026."),
        (forms.TimeField(), "middag", "Skriv et klokkeslæt, for eksempel 14.30."),
        (
            forms.DateTimeField(),
            "nu",
            "Skriv en dato og et klokkeslæt, for eksempel 1.8.2026 14.30.",
        ),
        (
            forms.EmailField(),
            "anna",
            "Skriv en hel mailadresse, for eksempel navn@kommune.dk.",
        ),
        (
            forms.URLField(assume_scheme="https"),
            "http://",
            "Skriv en hel webadresse, for eksempel https://www.kommune.dk.",
        ),
        (forms.FileField(), None, "Skal udfyldes."),
    ],
)
def test_what_django_says_is_said_plainly(field, sent, words):
    assert said(field, sent) == [words]


def test_what_the_examples_write_is_taken():
    """A hint that the field then refuses would be worse than none."""
    assert forms.DateField().clean("1.8.2026")
    assert forms.TimeField().clean("14.30")
    assert forms.DateTimeField().clean("1.8.2026 14.30")
    assert forms.EmailField().clean("navn@kommune.dk")
    assert forms.URLField(assume_scheme="https").clean("https://www.kommune.dk")


FIELDS = [getattr(forms, name) for name in dir(forms) if name.endswith("Field")]


@pytest.mark.parametrize("kind", FIELDS, ids=lambda kind: kind.__name__)
def test_no_field_speaks_like_a_machine(kind):
    """All that a kind of field can say, so that a new Django's words are noticed."""
    messages = {}
    for each in reversed(kind.__mro__):
        messages |= getattr(each, "default_error_messages", {})
    with translation.override("da"):
        texts = {name: str(text) for name, text in messages.items()}
    stiff = re.compile(r"[Gg]yldig|[Ii]ndtast|påkrævet|[Mm]arker|valgmulighed|ManagementForm|null")
    assert {name: text for name, text in texts.items() if stiff.search(text)} == {}

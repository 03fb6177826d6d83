"""Controls written by a function stand as Django's own templates write them, and what stands
around a field is right for each field although it is rendered once."""

import datetime
import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from portal.ui.widgets import WRITTEN, KeptSelect

NASTY = """Æ "øl" & <b>'å'</b> {{ place }}"""
CHOICES = [
    ("", "---"),
    (1, _("Name")),
    ("Fyn & øer", [("2", NASTY), (3, mark_safe("<i>Nyborg</i>"))]),
]
WIDGETS = [
    (forms.TextInput(attrs={"class": "wide", "disabled": True, "hidden": False}), NASTY),
    (forms.TextInput(), None),
    (forms.NumberInput(attrs={"min": 0}), 3),
    (forms.EmailInput(), "a@b.dk"),
    (forms.URLInput(), ""),
    (forms.PasswordInput(render_value=True), NASTY),
    (forms.HiddenInput(), 7),
    (forms.DateInput(), datetime.date(2027, 4, 21)),
    (forms.DateTimeInput(), datetime.datetime(2027, 4, 21, 9, 30)),
    (forms.TimeInput(), datetime.time(9, 30)),
    (forms.SearchInput(), "x"),
    (forms.TelInput(), "12345678"),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.Textarea(attrs={"rows": 3}), f"\n{NASTY}"),
    (forms.Textarea(), None),
    (forms.Select(choices=CHOICES), "2"),
    (forms.Select(choices=CHOICES, attrs={"required": True}), None),
    (forms.SelectMultiple(choices=CHOICES), [1, "3"]),
]


@pytest.mark.parametrize(
    ("widget", "value"), WIDGETS, ids=[type(each).__name__ for each, _value in WIDGETS]
)
def test_a_control_is_written_as_djangos_own_template_writes_it(widget, value):
    ours = widget.render("felt", value, {"id": "id_felt"})
    theirs = widget.render("felt", value, {"id": "id_felt"}, renderer=DjangoTemplates())
    if isinstance(widget, forms.Select):  # whose template leaves empty lines
        theirs = re.sub(r"\n\s*\n", "\n", theirs)
    assert ours == theirs


@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple])
@pytest.mark.parametrize("wrap", [True, False])
def test_one_of_several_is_written_as_djangos_own_template_writes_it(kind, wrap):
    class Form(forms.Form):
        field = forms.ChoiceField(choices=[(1, NASTY), (2, _("Name"))], widget=kind)

    def written(**how) -> list[str]:
        return [each.tag(wrap_label=wrap) for each in Form(initial={"field": 2}, **how)["field"]]

    assert written() == written(renderer=DjangoTemplates())


def test_every_template_that_a_function_stands_for_has_been_compared():
    assert WRITTEN.keys() <= {widget.template_name for widget, _value in WIDGETS} | {
        "django/forms/widgets/color.html",
        "django/forms/widgets/input.html",
        "django/forms/widgets/radio_option.html",
        "django/forms/widgets/checkbox_option.html",
    }


class Form(forms.Form):
    name = forms.CharField(label=_("Name"), help_text=_("One on each line."))
    text = forms.CharField(label=_("Name"), required=False, widget=forms.Textarea)
    room = forms.ChoiceField(choices=CHOICES[:2], widget=forms.RadioSelect)
    agrees = forms.BooleanField(label=NASTY)


def test_what_stands_around_a_field_is_each_fields_own():
    for value in ("Ea", "Bo"):
        form = Form(initial={"name": value})
        assert f'value="{value}"' in form["name"].as_field_group()
    page = Form()["name"].as_field_group()
    assert 'aria-describedby="id_name_helptext"' in page and 'id="id_name_helptext"' in page
    assert "(valgfrit)" not in page and "(valgfrit)" in Form()["text"].as_field_group()
    assert 'name="room"' in Form()["room"].as_field_group()
    assert "&lt;b&gt;" in Form()["agrees"].as_field_group()


def test_an_error_stands_at_its_field_and_at_no_other_readers():
    assert "id_name_error" in Form({})["name"].as_field_group()
    assert "id_name_error" not in Form()["name"].as_field_group()


@pytest.mark.parametrize("value", [None, "", 1, "1", "2", NASTY, "nowhere", 11])
def test_a_list_that_is_kept_stands_as_djangos_own_whatever_is_chosen(value):
    choices = [("", "---"), (1, NASTY), (11, "Odense"), ("2", _("Name")), (NASTY, "Fyn")]
    attrs = {"id": "id_felt", "required": True}
    kept = KeptSelect(choices=choices, attrs={"class": "form-select"})
    own = forms.Select(choices=choices, attrs={"class": "form-select"})
    assert kept.render("felt", value, attrs) == own.render("felt", value, attrs)
    assert kept.render("felt", 1, attrs).count("selected") == 1


def test_an_empty_control_is_not_taken_for_another_fields():
    class One(forms.Form):
        field = forms.CharField(required=False, max_length=20)

    class Other(forms.Form):
        field = forms.CharField(required=False, max_length=30, widget=forms.Textarea)

    seen = [
        One()["field"],
        Other()["field"],
        One(prefix="x")["field"],
        One({"field": "Æ"})["field"],
    ]
    html = [str(each.as_field_group()) for each in [*seen, *seen]]
    assert html[:4] == html[4:] and len(set(html)) == 4
    assert "<textarea" in html[1] and 'name="x-field"' in html[2] and 'value="Æ"' in html[3]

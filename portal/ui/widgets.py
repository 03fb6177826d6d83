"""The HTML of the controls that nearly every field has, written by a function each.

Django's own templates for them are right, and slow: a list of our 98 municipalities took more time than the
rest of its page. What stands here is held against them in tests/portal/ui/test_widgets.py.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe


def _text(value: Any) -> str:
    text = str(value)  # a lazy text that is safe becomes a safe one
    return text if isinstance(text, SafeString) else escape(text)


def _attrs(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return (
        f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{value}'
        f"{_attrs(widget['attrs'])}>"
    )


def _option(widget: Mapping[str, Any]) -> str:
    """A button to choose or a box to tick among several, with its label around it or without."""
    control = _input(widget)
    if not widget["wrap_label"]:
        return control
    number = widget["attrs"].get("id")
    to = f' for="{_text(number)}"' if number else ""
    return f"<label{to}>{control}\n {_text(widget['label'])}</label>"


def _textarea(widget: Mapping[str, Any]) -> str:
    value = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attrs(widget["attrs"])}>\n{value}</textarea>'


def _select(widget: Mapping[str, Any]) -> str:
    lines = [f'<select name="{_text(widget["name"])}"{_attrs(widget["attrs"])}>']
    for name, options, _index in widget["optgroups"]:
        if name:
            lines.append(f'  <optgroup label="{_text(name)}">')
        lines += [
            f'  <option value="{_text(option["value"])}"{_attrs(option["attrs"])}>'
            f"{_text(option['label'])}</option>"
            for option in options
        ]
        if name:
            lines.append("  </optgroup>")
    return "\n".join([*lines, "</select>"])


_INPUTS = (
    *("input", "text", "number", "email", "url", "password", "hidden", "date", "datetime"),
    *("time", "tel", "search", "color", "checkbox"),
)
WRITTEN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/radio_option.html": _option,
    "django/forms/widgets/checkbox_option.html": _option,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}


def written(template_name: str, widget: Mapping[str, Any]) -> SafeString | None:
    """The control, or None where its template is to be rendered."""
    write = WRITTEN.get(template_name)
    return None if write is None else mark_safe(write(widget))


class KeptSelect(forms.Select):
    """A list whose choices are the same for all readers: their HTML is kept, and what is chosen is marked in
    it. Its choices stand in no groups."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        """What Django's own gives."""
        options = _options(tuple((str(key), str(label)) for key, label in self.choices))
        for chosen in self.format_value(value):
            start = f'<option value="{escape(chosen)}"'
            options = options.replace(f"{start}>", f"{start} selected>", 1)
        opening = f'<select name="{escape(name)}"{_attrs(self.build_attrs(self.attrs, attrs))}>'
        return mark_safe(f"{opening}\n{options}\n</select>")


@lru_cache(maxsize=20)
def _options(choices: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(
        f'  <option value="{escape(key)}">{escape(label)}</option>' for key, label in choices
    )

"""How every form of the portal is rendered: one template for a form, one for a field."""

from functools import cached_property

from django.forms import CheckboxInput, EmailInput, NumberInput, Textarea, TextInput
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .patterns import PLACES, Pattern
from .templatetags import ui
from .widgets import written


class PortalFormRenderer(TemplatesSetting):
    """`{{ form }}` gives the error summary and all fields in the portal's own dress.

    Widgets come from the project's templates where it has one, else from Django's own, of which the common
    ones are written by a function. What stands around a control is the same for all readers as long as
    nothing is wrong with it, so it is rendered once.
    """

    form_template_name = "elements/form.html"
    field_template_name = "elements/field.html"

    def render(self, template_name, context, request=None):
        """A form, a field or a control."""
        if template_name == self.field_template_name:
            return _field(context["field"])
        control = written(template_name, context["widget"]) if "widget" in context else None
        return super().render(template_name, context, request) if control is None else control

    @cached_property
    def _djangos_own(self):
        return DjangoTemplates()

    def get_template(self, template_name):
        """Look in the project first: `django.forms` need not be an installed app for its widgets."""
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return self._djangos_own.get_template(template_name)


_FIELD = Pattern(PortalFormRenderer.field_template_name, most=1000)


def _field(bound: BoundField) -> SafeString:
    kind = ui.field_kind(bound)
    if kind == "choices":
        return _choices(bound)
    facts = (
        kind,
        str(bound.label),
        str(bound.help_text),
        bound.id_for_label,
        bound.auto_id,
        bound.field.required or bound.field.disabled,
    )
    if _is_empty(bound):
        return _FIELD.filled(
            (*facts, *_facts_of_empty(bound)),
            lambda: {"field": bound, "control": ui.control(bound)},
        )
    control = ui.control(bound)
    if bound.errors or kind == "parts":
        return render_to_string(
            PortalFormRenderer.field_template_name, {"field": bound, "control": control}
        )
    return _FIELD.filled(
        facts, lambda: {"field": bound, "control": PLACES["control"]}, control=control
    )


#: Of these the whole HTML is known by what `_facts_of_empty` says.
_SIMPLE = (TextInput, EmailInput, NumberInput, Textarea, CheckboxInput)


def _is_empty(bound: BoundField) -> bool:
    """Whether nothing is in it and nothing is wrong with it: then the control, too, is alike for all."""
    return (
        type(bound.field.widget) in _SIMPLE
        and bound.value() in (None, "", False)
        and not bound.errors
        and not bound.field.show_hidden_initial
    )


def _facts_of_empty(bound: BoundField) -> tuple:
    widget = bound.field.widget
    return (
        type(widget),
        widget.template_name,
        tuple(widget.attrs.items()),
        bound.html_name,
        bound.value(),
        bound.field.required,
        bound.field.disabled,
        bound.form.use_required_attribute,
        bound.aria_describedby,
    )


def _choices(bound: BoundField) -> SafeString:
    """Several to choose among. What is chosen is of the few things that tell one reader's from another's."""
    if bound.errors:
        return render_to_string(PortalFormRenderer.field_template_name, {"field": bound})
    choices = tuple(
        (choice.tag(), choice.id_for_label, str(choice.choice_label)) for choice in bound
    )
    facts = (
        str(bound.label),
        str(bound.help_text),
        bound.auto_id,
        bound.aria_describedby,
        bound.field.required or bound.field.disabled,
        choices,
    )
    return _FIELD.filled(facts, lambda: {"field": bound})

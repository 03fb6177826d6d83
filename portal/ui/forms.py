"""How every form of the portal is rendered: one template for a form, one for a field."""

from functools import cached_property

from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist


class PortalFormRenderer(TemplatesSetting):
    """`{{ form }}` gives the error summary and all fields in the portal's own dress.

    Widgets come from the project's templates where it has one, else from Django's own.
    """

    form_template_name = "elements/form.html"
    field_template_name = "elements/field.html"

    @cached_property
    def _djangos_own(self):
        return DjangoTemplates()

    def get_template(self, template_name):
        """Look in the project first: `django.forms` need not be an installed app for its widgets."""
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return self._djangos_own.get_template(template_name)

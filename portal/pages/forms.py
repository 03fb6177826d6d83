"""The CPR guard on what is uploaded in Wagtail: titles, file names, and what stands in a document."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from portal.kit import cpr
from portal.kit.contents import Unreadable, text_of
from portal.ui.validators import no_cpr


class _Guarded:
    """Titles, descriptions and the file's own name."""

    def clean(self):
        cleaned = super().clean()
        for field in ("title", "description"):
            if cleaned.get(field):
                try:
                    no_cpr(cleaned[field])
                except ValidationError as problem:
                    self.add_error(field, problem)
        file = cleaned.get("file")
        if file and "file" in self.changed_data:
            if cpr.find(file.name):
                self.add_error(
                    "file", _("There seems to be a CPR number in the file's name. Rename the file.")
                )
            else:
                self.read(file)
        return cleaned

    def _post_clean(self):
        # Wagtail's model looks at the file's ending once more, and says of a file that the form has
        # refused already that it has none.
        refused = self.errors.as_data().get("file", [])[:]
        super()._post_clean()
        if refused:
            self._errors["file"] = self.error_class(refused, renderer=self.renderer)

    def read(self, file) -> None:
        """Nothing to read in a picture."""


class GuardedImageForm(_Guarded, BaseImageForm):
    pass


class GuardedDocumentForm(_Guarded, BaseDocumentForm):
    def read(self, file) -> None:
        """Refuse a document in whose text a CPR number stands, or whose text nobody can read."""
        try:
            no_cpr(text_of(file))
        except Unreadable:
            self.add_error(
                "file", _("The file cannot be read. Is it locked, or is its name's ending wrong?")
            )
        except ValidationError as problem:
            self.add_error("file", problem)

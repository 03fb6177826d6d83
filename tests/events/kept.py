"""All that the rooms of the conference have written down, so that a test can say that nothing has changed."""

from django.apps import apps
from django.db.models import DateTimeField

ROOMS = ("events.", "portal.notices", "portal.audit")
DRAFTS = {"RegistrationDraft"}


def kept() -> dict[str, list[str]]:
    """Every row of the conference, its bills, its proposals and its door, and every letter and entry on the
    trail, by model. What somebody has typed and not handed in is left out: it may be kept."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in _models()
    }


def meant() -> dict[str, list[str]]:
    """The same as somebody sees it: without when a row was written and by what number it is known, and
    without the trail, which may say that a thing was saved again."""
    found = {}
    for model in _models():
        if model._meta.app_label == "audit":
            continue
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if not field.primary_key and not isinstance(field, DateTimeField)
        ]
        found[model._meta.label] = sorted(map(repr, model._base_manager.values_list(*names)))
    return found


def _models():
    for config in apps.get_app_configs():
        if config.name.startswith(ROOMS):
            yield from (each for each in config.get_models() if each.__name__ not in DRAFTS)

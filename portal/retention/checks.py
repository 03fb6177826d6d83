"""No field without a rule: a new one that can hold personal data must be named in the policy."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register
from django.db import models

from .policy import policy

OUR_ROOMS = ("portal.", "events.", "forum.", "resources.", "members.")
#: Others' models that hold our people's data, and so stand in the policy too.
OTHERS = ("account", "mfa", "usersessions", "socialaccount", "sessions")
KINDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.DateField,
    models.TimeField,
    models.GenericIPAddressField,
    models.UUIDField,
)


def fields_in_question() -> Iterator[str]:
    """ "app.Model.field" of every stored field that can hold personal data: whatever points at an
    account, wherever it is, and of our rooms and the log-in's all that can be written in."""
    for config in apps.get_app_configs():
        whole = config.name.startswith(OUR_ROOMS) or config.label in OTHERS
        for model in config.get_models():
            if not model._meta.managed or model._meta.proxy:
                continue
            for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
                if _points_at_an_account(field) or (whole and _can_be_written_in(field)):
                    yield f"{model._meta.label}.{field.name}"


def _points_at_an_account(field) -> bool:
    return (
        field.remote_field is not None
        and field.related_model._meta.label == settings.AUTH_USER_MODEL
    )


def _can_be_written_in(field) -> bool:
    if field.remote_field is not None or field.primary_key:
        return False
    # Wagtail's StreamField is no JSONField, and holds more text than most.
    return isinstance(field, KINDS) or field.get_internal_type() == "JSONField"


def without_rule() -> list[str]:
    return sorted(set(fields_in_question()) - set(policy().fields))


def without_field() -> list[str]:
    """What the policy names and no model has: a field was renamed and its rule was not."""
    known = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
    }
    return sorted(set(policy().fields) - known)


@register()
def every_field_has_a_rule(app_configs, **kwargs):
    """Part of every `check`: a portal without a rule for its data does not start."""
    return [
        Error(f"{name} has no rule in the retention policy.", id="portal.E010")
        for name in without_rule()
    ] + [
        Error(f"The retention policy names {name}, which does not exist.", id="portal.E011")
        for name in without_field()
    ]


@register()
def every_deadline_is_carried_out(app_configs, **kwargs):
    """A deadline that no flow carries out is a promise that nobody keeps."""
    from .flows import PARTS  # the flows need the models, and checks are loaded before them

    return [
        Error(f"The deadline {name} and what carries it out do not both exist.", id="portal.E012")
        for name in sorted(set(policy().deadlines) ^ set(PARTS))
    ]

from django.apps import AppConfig


class UiConfig(AppConfig):
    """How the portal looks and speaks: theme, template tags, form rendering, formats."""

    name = "portal.ui"
    label = "ui"

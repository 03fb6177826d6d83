from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "portal.jobs"

    def ready(self) -> None:
        from . import checks  # noqa: F401 - registers the start-up checks

"""For the browser tests and the bench: a prepared database without starting the server."""

from django.core.management import BaseCommand, call_command

from portal.demo import building, unfinished


class Command(BaseCommand):
    help = "Migrate and build the demo network in an empty embedded database."
    requires_system_checks = []

    def handle(self, *args, **options):
        unfinished.clear_away()
        call_command("migrate", verbosity=0, interactive=False)
        if building.is_wanted():
            building.build()

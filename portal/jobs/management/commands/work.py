"""The worker, with the clock beside it when asked."""

import io
import threading

from crontask.management.commands.crontask import Command as Clock
from django_tasks_db.management.commands.db_worker import Command as Worker

from portal.jobs.tasks import heartbeat


class Command(Worker):
    """Runs queued jobs; with `--with-clock` also starts the periodic ones.

    In production the clock is a process of its own (`manage.py crontask`, guarded by a lock in Redis)
    beside any number of workers; on one machine a thread saves a process and a second of start-up.
    """

    help = "Run queued jobs, and with --with-clock the periodic ones too."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(reload=False, interval=2)
        parser.add_argument("--with-clock", action="store_true")

    def handle(self, **options):
        if options.pop("with_clock"):
            from crontask import scheduler

            Clock(stdout=io.StringIO()).load_tasks({})
            threading.Thread(target=scheduler.start, name="clock", daemon=True).start()
        heartbeat.enqueue()
        super().handle(**options)

"""A process that is killed between a deed's commit and what follows it: a program, run by `test_killed`. It
prints what was left as JSON."""

import json
import os
import signal

import django

from tests.events.contenders import exit_of


def _killed_with_a_letter() -> None:
    from django.db import transaction

    from portal.notices.flows import Mail, send_letter

    with transaction.atomic():
        transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
        send_letter("borger@example.dk", mail=Mail("account/email/password_changed"), by=None)


def _killed_before_a_letter() -> None:
    """How not to do it: the letter is written only once the deed is committed."""
    from django.db import transaction

    from portal.notices.flows import Mail, send_letter

    with transaction.atomic():
        transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
        transaction.on_commit(
            lambda: send_letter("borger@example.dk", mail=Mail("account/email/x"), by=None)
        )


def _left_by(deed) -> dict:
    from django_tasks_db.models import DBTaskResult

    from portal.notices.models import OutgoingMail
    from portal.notices.tasks import deliver_due

    return {
        "exit": exit_of(deed),
        "letters": OutgoingMail.objects.count(),
        "tasks": DBTaskResult.objects.count(),
        "sent_within_the_minute": deliver_due.call(),
    }


def main() -> None:
    django.setup()
    left = {
        deed.__name__: _left_by(deed) for deed in (_killed_before_a_letter, _killed_with_a_letter)
    }
    print(json.dumps(left))


if __name__ == "__main__":
    main()

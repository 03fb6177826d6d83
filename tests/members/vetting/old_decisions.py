"""Decisions as they stood before there was a row for them, brought up to date: a program of its own, run by
`test_words_of_decisions` on a database that it may take back and forth."""

import json
from datetime import UTC, datetime

import django

BEFORE = [("admission", "0008_rules_of_membership"), ("vetting", "0001_what_the_desk_makes")]
AFTER = [("admission", "0009_one_home_for_the_words")]
WHEN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def migrate(to):
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


def decided(apps, state: str, **fields) -> None:
    moments = dict.fromkeys(("submitted_at", "email_confirmed_at", "consented_at"), WHEN)
    apps.get_model("admission", "Application").objects.create(
        email=f"{state}@example.dk",
        email_key=f"{state}@example.dk",
        state=state,
        decided_at=WHEN,
        municipality=apps.get_model("municipalities", "Municipality").objects.first(),
        rules_version=3,
        **moments,
        **fields,
    )


if __name__ == "__main__":
    django.setup()
    old = migrate(BEFORE)
    decided(old, "approved")
    decided(old, "rejected", rejection_reason="no_function", decision_text="Fordi.")
    rows = migrate(AFTER).get_model("vetting", "Decision").objects.order_by("outcome")
    names = ("application__state", "outcome", "reason", "text", "rules_version")
    print(json.dumps([list(row) for row in rows.filter(decided_at=WHEN).values_list(*names)]))

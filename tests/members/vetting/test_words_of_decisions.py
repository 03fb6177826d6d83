"""Decisions from before there was a row for them get one when the portal is brought up to date."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("admission", "0008_rules_of_membership"), ("vetting", "0001_what_the_desk_makes")]
AFTER = [("admission", "0009_one_home_for_the_words")]
WHEN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def migrate(to):
    executor = MigrationExecutor(connection)
    return executor.migrate(to).apps


def decided(apps, state, **fields):
    moments = dict.fromkeys(("submitted_at", "email_confirmed_at", "consented_at"), WHEN)
    municipality, _new = apps.get_model("municipalities", "Municipality").objects.get_or_create(
        code="0320", defaults={"name": "Faxe", "name_key": "x", "population": 1}
    )
    return apps.get_model("admission", "Application").objects.create(
        email=f"{state}@example.dk",
        email_key=f"{state}@example.dk",
        state=state,
        decided_at=WHEN,
        municipality=municipality,
        rules_version=3,
        **moments,
        **fields,
    )


@pytest.mark.django_db(transaction=True)
def test_the_words_of_an_old_decision_are_kept():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        apps = migrate(BEFORE)
        decided(apps, "approved")
        decided(apps, "rejected", rejection_reason="no_function", decision_text="Fordi.")
        decisions = migrate(AFTER).get_model("vetting", "Decision").objects
        assert list(
            decisions.order_by("outcome").values_list(
                "application__state", "outcome", "reason", "text", "rules_version", "decided_at"
            )
        ) == [
            ("approved", "admitted", "", "", 3, WHEN),
            ("rejected", "rejected", "no_function", "Fordi.", 3, WHEN),
        ]
    finally:
        migrate(newest)

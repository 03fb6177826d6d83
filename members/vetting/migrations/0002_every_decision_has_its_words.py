"""Cases that were decided before there was a decision of its own get one, out of what stood with the
application, so that the words have one home."""

from django.db import migrations


def give_decisions(apps, schema_editor):
    application, decision = (
        apps.get_model(*name) for name in (("admission", "Application"), ("vetting", "Decision"))
    )
    without = application.objects.filter(state__in=["approved", "rejected"], decision=None)
    for case in without.iterator():
        grounds = {}
        if case.state == "rejected":
            grounds = {"reason": case.rejection_reason, "text": case.decision_text}
        decision.objects.create(
            application=case,
            outcome="rejected" if grounds else "admitted",
            decided_by_id=case.vetter_id,
            decided_at=case.decided_at,
            rules_version=case.rules_version,
            **grounds,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("admission", "0008_rules_of_membership"),
        ("vetting", "0001_what_the_desk_makes"),
    ]

    operations = [migrations.RunPython(give_decisions, migrations.RunPython.noop)]

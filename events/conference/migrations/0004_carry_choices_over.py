from functools import partial

from django.db import migrations


def carry_over(apps, schema_editor):
    """Each session that is chosen becomes a part with its seats, and each choice a booking."""
    model = partial(apps.get_model, "conference")
    for session in model("Session").objects.filter(kind="parallel"):
        part = model("Part").objects.create(
            conference_id=session.conference_id,
            kind="session",
            session=session,
            capacity=session.capacity,
            taken=session.taken,
        )
        model("Booking").objects.bulk_create(
            model("Booking")(
                registration_id=choice.registration_id,
                part=part,
                place="taken",
                booked_at=choice.chosen_at,
            )
            for choice in model("SessionChoice").objects.filter(session=session)
        )


class Migration(migrations.Migration):
    # On its own: PostgreSQL changes no table in the transaction that has written to it.
    dependencies = [("conference", "0003_parts_and_lines")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]

from functools import partial
from uuid import uuid4

from django.db import migrations


def carry_over(apps, schema_editor):
    """What was a room's name becomes a room, what was a speaker's line a guest, and what was shown a version."""
    model = partial(apps.get_model, "conference")
    for session in model("Session").objects.order_by("conference_id", "day", "starts", "pk"):
        session.uid = uuid4()
        if session.room.strip():
            session.hall, _new = model("Hall").objects.get_or_create(
                conference_id=session.conference_id, name=session.room.strip()
            )
        session.save(update_fields=["uid", "hall"])
        if session.speaker.strip():
            model("Speaker").objects.create(session=session, name=session.speaker.strip())
    for conference in model("Conference").objects.filter(sessions__isnull=False).distinct():
        model("ProgrammeVersion").objects.create(
            conference=conference, number=1, published_at=conference.changed_at
        )


class Migration(migrations.Migration):
    # On its own: PostgreSQL changes no table in the transaction that has written to it.
    dependencies = [("conference", "0008_rooms_speakers_and_versions")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conference", "0009_carry_rooms_and_speakers_over")]

    operations = [
        migrations.RemoveField(model_name="session", name="room"),
        migrations.RemoveField(model_name="session", name="speaker"),
        migrations.AlterField(
            model_name="session",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]

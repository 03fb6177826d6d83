"""Whoever was admitted before now was bid welcome with the letter of admission."""

from django.db import migrations
from django.db.models import F


def bid_welcome(apps, schema_editor):
    admitted = apps.get_model("admission", "Application").objects.filter(state="approved")
    admitted.filter(welcomed_at=None).update(welcomed_at=F("decided_at"))


class Migration(migrations.Migration):
    dependencies = [("admission", "0011_bid_welcome")]

    operations = [migrations.RunPython(bid_welcome, migrations.RunPython.noop)]

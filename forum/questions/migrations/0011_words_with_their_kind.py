"""The index of titles and texts together gives way to one that knows the kind of each thing (`search.0001`)."""

from importlib import import_module

from django.db import migrations

before = import_module("forum.questions.migrations.0007_finding")


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0010_words_into_their_indexes_at_once"),
        ("search", "0001_words_and_kinds"),
    ]
    operations = [
        migrations.RunPython(
            before._on_postgresql(before.DROP), before._on_postgresql(before.CREATE), elidable=False
        ),
    ]

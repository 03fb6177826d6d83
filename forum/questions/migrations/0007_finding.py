"""Indexes for finding: words in titles and texts alike, and the sums that tell an open list of news."""

from django.db import migrations, models

#: Wagtail searches titles and texts together, and has an index for each of them only: a search in a
#: hundred thousand texts read them all.
CREATE = (
    "CREATE INDEX IF NOT EXISTS question_words ON wagtailsearch_indexentry"
    " USING gin ((title || body))"
)
DROP = "DROP INDEX IF EXISTS question_words"


def _on_postgresql(statement):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0006_reading_and_claims"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        migrations.RunPython(_on_postgresql(CREATE), _on_postgresql(DROP), elidable=False),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["audience", "seq"], name="question_stamp"),
        ),
    ]

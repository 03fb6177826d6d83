"""Let words go into their PostgreSQL indexes as they are written.

By default they wait in a list that each search reads from one end to the other until the database tidies it
up: with a hundred thousand questions that took more time than the search. Writing one question takes a
millisecond more.
"""

from django.db import migrations

INDEXES = """
SELECT indexrelid::regclass::text FROM pg_index
JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
WHERE indrelid = 'wagtailsearch_indexentry'::regclass AND amname = 'gin'
"""


def _let_wait(answer: str):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(INDEXES)
            for (index,) in cursor.fetchall():
                cursor.execute(f"ALTER INDEX {index} SET (fastupdate = {answer})")
                if answer == "off":  # what waits already
                    cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])

    return run


class Migration(migrations.Migration):
    dependencies = [("questions", "0009_drafts_and_attachments")]

    operations = [
        migrations.RunPython(_let_wait("off"), _let_wait("on"), elidable=False),
    ]

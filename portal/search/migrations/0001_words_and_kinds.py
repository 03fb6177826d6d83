"""Indexes of words on PostgreSQL that know of what kind each thing is.

Among a hundred thousand questions a common word leads to a hundred thousand entries, of which a search for guides needs
five thousand; and asked for the kind alone, PostgreSQL reads every text of it, which took 350 ms for five thousand
documents of twenty pages. The kind is a word beside the others, so the index finds what has both.

Words go in as they are written: by default they wait in a list that each search reads from end to end.
"""

from django.db import migrations

#: As in `portal.kit.wordindex.postgresql`.
KIND = "array_to_tsvector(ARRAY['§' || content_type_id::text])"
INDEXES = {
    "search_words": f"title || body || {KIND}",
    "search_titles": f"title || {KIND}",
    "search_begun": f"autocomplete || {KIND}",
}


def _create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, words in INDEXES.items():
            schema_editor.execute(
                f"CREATE INDEX IF NOT EXISTS {name} ON wagtailsearch_indexentry"
                f" USING gin (({words})) WITH (fastupdate = off)"
            )


def _drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(_create, _drop, elidable=False)]

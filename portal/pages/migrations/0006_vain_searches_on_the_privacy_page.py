from django.db import migrations


def write(apps, schema_editor):
    """A portal from before searches in vain were kept says nothing of them; a new one has the line already."""
    from portal.pages.first_pages import later

    later.add(apps, "kept_vain_searches")


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0005_danish_roots"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]

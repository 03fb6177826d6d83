from django.db import migrations


def write(apps, schema_editor):
    """The CMS calls both its roots Root; what an editor meets first should say where one is."""
    page = apps.get_model("wagtailcore", "Page")
    page.objects.filter(depth=1, title="Root").update(title="Portalen", draft_title="Portalen")
    collection = apps.get_model("wagtailcore", "Collection")
    collection.objects.filter(depth=1, name="Root").update(name="For medlemmer")


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0004_conference_of_the_year"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]

from django.db import migrations


def write(apps, schema_editor):
    from portal.pages.first_pages import writing

    writing.write(apps)
    # The settings' row is there from the start, so that no reader's request has to write it.
    settings = apps.get_model("pages", "NetworkSettings")
    if not settings.objects.exists():
        settings.objects.create()


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]

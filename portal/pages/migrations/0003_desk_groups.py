from django.db import migrations


def write(apps, schema_editor):
    from portal.pages import desk_groups

    desk_groups.write(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0002_first_pages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]

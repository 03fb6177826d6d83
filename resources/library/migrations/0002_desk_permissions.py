"""The secretariat's editors and administrators may keep the library in Wagtail's admin."""

from django.db import migrations

GROUPS = ("Sekretariatets redaktører", "Sekretariatets administratorer")
MODELS = {"guide": ("add", "change", "delete", "view"), "legalbasis": ("add", "change", "view")}


def permissions(apps):
    """The rows that `post_migrate` would make later, made now so that they can be given."""
    content_types = apps.get_model("contenttypes", "ContentType").objects
    rows = apps.get_model("auth", "Permission").objects
    for model, verbs in MODELS.items():
        kind, _ = content_types.get_or_create(app_label="library", model=model)
        name = apps.get_model("library", model)._meta.verbose_name
        for verb in verbs:
            permission, _ = rows.get_or_create(
                content_type=kind,
                codename=f"{verb}_{model}",
                defaults={"name": f"Can {verb} {name}"},
            )
            yield permission


def give(apps, schema_editor):
    wanted = list(permissions(apps))
    for name in GROUPS:
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*wanted)


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*group.permissions.filter(content_type__app_label="library"))


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, take)]

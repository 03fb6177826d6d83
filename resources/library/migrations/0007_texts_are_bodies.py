from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0006_sections_become_bodies"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="version",
            name="sections",
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(("extent__in", ["typo", "medium", "major"])),
                name="version_extent_is_known",
            ),
        ),
    ]

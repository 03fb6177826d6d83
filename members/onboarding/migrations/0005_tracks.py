import django.db.models.deletion
from django.db import migrations, models

import portal.ui.validators


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0004_what_it_was_done_with")]

    operations = [
        migrations.CreateModel(
            name="Track",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=80,
                        unique=True,
                        validators=[portal.ui.validators.no_cpr],
                        verbose_name="name",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adviser", "borgerrådgiver"),
                            ("staff", "staff of the borgerrådgiver"),
                        ],
                        help_text="Everybody whose role has no track of its own gets the usual one.",
                        max_length=10,
                        verbose_name="for those who become",
                    ),
                ),
                (
                    "is_default",
                    models.BooleanField(default=False, verbose_name="the usual one"),
                ),
            ],
            options={
                "verbose_name": "onboarding track",
                "verbose_name_plural": "onboarding tracks",
                "ordering": ["-is_default", "name"],
            },
        ),
        migrations.AddField(
            model_name="step",
            name="track",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="onboarding.track",
                verbose_name="track",
            ),
        ),
        migrations.AddField(
            model_name="onboarding",
            name="track",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="onboardings",
                to="onboarding.track",
                verbose_name="track",
            ),
        ),
        migrations.AddField(
            model_name="onboarding",
            name="finished_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="finished"),
        ),
        migrations.AlterField(
            model_name="step",
            name="deed",
            field=models.CharField(max_length=30, verbose_name="ticked when"),
        ),
    ]

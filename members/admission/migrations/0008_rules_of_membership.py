import datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import portal.ui.validators

#: The first version: what the page "Bliv medlem" has said so far.
FIRST = """Medlem kan den blive, der er borgerrådgiver i en dansk kommune, og den, der er medarbejder i en borgerrådgivers funktion, for eksempel som jurist, socialrådgiver eller administrativ medarbejder. Den, hvis stilling er delt mellem flere kommuner, kan være medlem for dem alle.

Er funktionen en del af forvaltningen og ikke oprettet efter kommunestyrelseslovens § 65 e, ser sekretariatet på, om ansøgeren rådgiver borgere om deres forhold til kommunen, om ansøgeren kan gå ind i klager over sagsbehandlingen, og om ansøgeren er fri til at drøfte sagerne fortroligt med kolleger uden for kommunen.

Ledere i forvaltningen, politikere, private rådgivere, partsrepræsentanter og forskere kan ikke blive medlemmer.

Et medlemskab varer, så længe medlemmet har en stilling, der giver adgang til det."""


def write_first(apps, schema_editor):
    apps.get_model("admission", "MembershipRules").objects.create(
        number=1, text=FIRST, change="Den første version", valid_from=datetime.date(2026, 1, 1)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("admission", "0007_attachments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MembershipRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="version")),
                (
                    "text",
                    models.TextField(
                        max_length=20000,
                        validators=[portal.ui.validators.no_cpr],
                        verbose_name="the rules",
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[portal.ui.validators.no_cpr],
                        verbose_name="what is new",
                    ),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="in force from")),
                (
                    "published_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="published"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of membership",
                "verbose_name_plural": "rules of membership",
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1), models.Q(("text", ""), _negated=True)
                        ),
                        name="rules_have_number_and_text",
                    )
                ],
            },
        ),
        migrations.RunPython(write_first, migrations.RunPython.noop),
    ]

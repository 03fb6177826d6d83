from django.db import migrations


def load(apps, schema_editor):
    from members.municipalities import register

    get = apps.get_model
    register.load(
        municipality_model=get("municipalities", "Municipality"),
        region_model=get("municipalities", "Region"),
        belonging_model=get("municipalities", "RegionalBelonging"),
    )


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

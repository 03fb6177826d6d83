from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("admission", "0005_functions_and_exchanges")]

    operations = [
        migrations.RemoveField(model_name="application", name="function_form"),
        migrations.RemoveField(model_name="application", name="in_post_since"),
    ]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("conference", "0004_carry_choices_over")]

    operations = [
        migrations.RemoveConstraint(
            model_name="sessionchoice",
            name="a_session_is_chosen_once",
        ),
        migrations.RemoveConstraint(
            model_name="session",
            name="session_is_not_oversold",
        ),
        migrations.RemoveField(
            model_name="sessionchoice",
            name="registration",
        ),
        migrations.RemoveField(
            model_name="sessionchoice",
            name="session",
        ),
        migrations.RemoveField(
            model_name="session",
            name="capacity",
        ),
        migrations.RemoveField(
            model_name="session",
            name="taken",
        ),
        migrations.DeleteModel(
            name="SessionChoice",
        ),
    ]

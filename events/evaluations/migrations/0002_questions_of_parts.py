from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="question",
            options={
                "ordering": ["part", "order"],
                "verbose_name": "question of an evaluation",
                "verbose_name_plural": "questions of an evaluation",
            },
        ),
        migrations.AddField(
            model_name="question",
            name="part",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="part"),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="question", name="one_evaluation_question_a_place"),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                fields=("evaluation", "part", "order"), name="one_evaluation_question_a_place"
            ),
        ),
    ]

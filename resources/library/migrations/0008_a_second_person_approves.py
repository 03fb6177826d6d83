"""The workflow of editions: one task, which a second person does. Pages have none (`portal.pages.desk_groups`),
so switching workflows on changes nothing there."""

from django.db import migrations

NAME = "Godkendelse af materiale"


def give(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    edition, _ = content_types.get_or_create(app_label="library", model="edition")
    task_type, _ = content_types.get_or_create(app_label="library", model="approval")
    task = apps.get_model("library", "Approval").objects.create(
        name="Godkendt af en anden end den, der har skrevet", content_type=task_type
    )
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=NAME)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    apps.get_model("wagtailcore", "WorkflowContentType").objects.create(
        content_type=edition, workflow=workflow
    )


def take(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME).delete()
    tasks = apps.get_model("library", "Approval").objects.values_list("pk", flat=True)
    apps.get_model("wagtailcore", "Task").objects.filter(pk__in=list(tasks)).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0007_texts_are_bodies"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(give, take)]

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
    """Row by row from the leaves: what Wagtail hangs on its own models does not know these copies of them."""

    def all_of(label, model, **which):
        return apps.get_model(label, model).objects.filter(**which)

    workflows = list(all_of("wagtailcore", "Workflow", name=NAME).values_list("pk", flat=True))
    tasks = list(all_of("library", "Approval").values_list("pk", flat=True))
    states = all_of("wagtailcore", "WorkflowState", workflow__in=workflows)
    states.update(current_task_state=None)
    for rows in (
        all_of("wagtailcore", "TaskState", task__in=tasks),
        states,
        all_of("wagtailcore", "WorkflowContentType", workflow__in=workflows),
        all_of("wagtailcore", "WorkflowTask", workflow__in=workflows),
        all_of("wagtailcore", "Workflow", pk__in=workflows),
        all_of("library", "Approval"),
        all_of("wagtailcore", "Task", pk__in=tasks),
    ):
        rows._raw_delete(rows.db)


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0007_texts_are_bodies"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(give, take)]

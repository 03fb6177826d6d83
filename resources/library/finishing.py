"""What Wagtail does when a workflow is through (`WAGTAIL_FINISH_WORKFLOW_ACTION`). It is read while Wagtail's
models are made, so it imports nothing."""


def publish_what_was_approved(workflow_state, user=None) -> None:
    """The very revision that was approved. Wagtail's own would take the latest one, which somebody may have
    saved while it was read."""
    workflow_state.current_task_state.revision.publish(user=user)

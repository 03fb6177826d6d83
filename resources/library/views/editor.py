"""Wagtail's editor for editions: here it saves and sends to approval, and never publishes."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import EditView, RevisionsUnscheduleView, SnippetViewSet

from portal.kit.problems import Blocker, Refused
from portal.ui.refusals import say

from ..flows import holding, writing
from ..forms import EditionWritingForm
from ..models import Edition

#: The buttons that an edition has; what Wagtail or a package adds beside them is not for publishing either.
BUTTONS = {"action-save", "action-submit", "action-locked"}


class EditionEditView(EditView):
    """Two things Wagtail leaves open are shut: writing over a revision that somebody else is reading, and
    saving in an edition that was sent or published since the form was opened."""

    @cached_property
    def overwrite_revision(self):
        """What was sent to approval once stays as it was read: going on writes a revision of its own."""
        revision = EditView.overwrite_revision.func(self)
        return None if revision is None or revision.task_states.exists() else revision

    def save_instance(self):
        opened, now = self.live_object, holding.lock(self.live_object)
        moved = (opened.latest_revision_id, opened.live_revision_id, opened.live) != (
            now.latest_revision_id,
            now.live_revision_id,
            now.live,
        )
        if moved or now.get_lock() is not None:
            raise PermissionDenied(
                _(
                    "Somebody has just saved or sent it. Open it anew, so that nothing of theirs is lost."
                )
            )
        return super().save_instance()

    def submit_action(self):
        try:
            writing.submit(edition=self.object, by=self.request.user)
        except Refused as refused:
            say(self.request, refused.blockers)
            return redirect(self.get_edit_url())
        except ValidationError as error:
            say(self.request, [Blocker("invalid", message) for message in error.messages])
            return redirect(self.get_edit_url())
        return None

    def get_success_url(self):
        if self.action == "submit":
            return self.object.review_url
        return super().get_success_url()

    def get_success_message(self, instance=None):
        if self.action == "submit":
            return _("It is sent to approval. Those who may approve it are told.")
        return super().get_success_message(instance)


class UnscheduleView(RevisionsUnscheduleView):
    """Editions have a button of their own for it (`views.desk.take_back`)."""

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied


class SendToApproval(ActionMenuItem):
    """The one way on from the editor."""

    name = "action-submit"
    label = gettext_lazy("Send to approval")
    icon_name = "resubmit"


class EditionViewSet(SnippetViewSet):
    """The text of an edition, and what is said of the change."""

    model = Edition
    icon = "doc-full"
    menu_label = gettext_lazy("Editions")
    edit_view_class = EditionEditView
    revisions_unschedule_view_class = UnscheduleView
    copy_view_enabled = False
    list_display = ["__str__", "get_status_display"]
    edit_handler = ObjectList(
        [
            FieldPanel("body"),
            MultiFieldPanel(
                [FieldPanel("change"), FieldPanel("extent"), FieldPanel("for_whom")],
                heading=gettext_lazy("The change"),
            ),
            MultiFieldPanel(
                [FieldPanel("based_on"), FieldPanel("note")],
                heading=gettext_lazy("About this edition"),
            ),
            FieldRowPanel(
                [
                    FieldPanel("go_live_at", heading=gettext_lazy("Published at")),
                    FieldPanel("expire_at", heading=gettext_lazy("Holds until")),
                ],
                heading=gettext_lazy("When"),
                help_text=gettext_lazy(
                    "Left empty, it is published when it is approved, and holds until it is withdrawn."
                ),
            ),
        ],
        base_form_class=EditionWritingForm,
    )


def only_what_is_approved_is_published(menu_items, request, context) -> None:
    """Leaves an edition its own buttons, also for whoever Wagtail shows all of them to."""
    if context["model"] is not Edition:
        return
    kept = [item for item in menu_items if item.name in BUTTONS]
    menu_items[:] = [
        SendToApproval(order=item.order) if item.name == "action-submit" else item for item in kept
    ]

"""The secretariat's desk for the steps. A step that is not wanted any more is put out of use, never
deleted: someone has done it."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from members.people.enums import Permission
from members.people.queries import holders
from members.people.rules import may
from portal.ui.desk import register_desk

from . import flows
from .models import Step


class StepPolicy(BasePermissionPolicy):
    """Those who manage members keep the steps; nobody deletes one."""

    def user_has_permission(self, user, action):
        return action != "delete" and may(user, Permission.MANAGE_MEMBERS)

    def users_with_any_permission(self, actions):
        return holders(Permission.MANAGE_MEMBERS)


class WriteStep(CreateView):
    def save_instance(self):
        return flows.keep_step(step=self.form.instance, by=self.request.user)


class ChangeStep(EditView):
    def save_instance(self):
        return flows.keep_step(step=self.form.instance, by=self.request.user)


class StepDesk(ModelViewSet):
    model = Step
    name = "onboarding_desk"
    url_prefix = "netvaerket/introforloeb"
    icon = "list-ol"
    list_display = [
        "order",
        "title",
        "deed",
        Column(
            "is_active",
            label=_("in use"),
            accessor=lambda step: _("yes") if step.is_active else _("no"),
            sort_key="is_active",
        ),
    ]
    add_view_class = WriteStep
    edit_view_class = ChangeStep
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_admin_menu = False
    panels = [
        FieldRowPanel([FieldPanel("order"), FieldPanel("is_active")]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("deed"),
        FieldPanel("target"),
    ]


register_permission_policy(Step, StepPolicy(Step))


@hooks.register("register_admin_viewset")
def step_desk():
    return StepDesk()


register_desk(
    _("Onboarding"), "onboarding_desk:index", "list-ol", Permission.MANAGE_MEMBERS, order=130
)

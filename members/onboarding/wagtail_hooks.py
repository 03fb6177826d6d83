"""The secretariat's desk for newcomers, hung up in its admin; and the tracks and steps. A step that is not
wanted any more is put out of use, never deleted: someone has done it."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import WagtailAdminModelForm
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

from . import desk_urls, flows
from .forms import SubjectField
from .models import Step, Track
from .queries import waiting_count


class TrackPolicy(BasePermissionPolicy):
    """Those who manage members keep tracks and steps; nobody deletes one."""

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


class WriteTrack(CreateView):
    def save_instance(self):
        return flows.keep_track(track=self.form.instance, by=self.request.user)


class ChangeTrack(EditView):
    def save_instance(self):
        return flows.keep_track(track=self.form.instance, by=self.request.user)


class StepForm(WagtailAdminModelForm):
    """A step, with what it can be about offered by the rooms that notice the deed."""

    subject = SubjectField()

    class Meta:
        model = Step
        fields = ["track", "order", "title", "text", "deed", "subject", "target", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        subject = self.fields["subject"]
        assert isinstance(subject, SubjectField)
        subject.offer_also(self.instance.deed, self.instance.subject)

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        SubjectField.judge(self, cleaned)
        return cleaned


def _yes_no(name: str, label) -> Column:
    return Column(
        name,
        label=label,
        accessor=lambda row: _("yes") if getattr(row, name) else _("no"),
        sort_key=name,
    )


class StepDesk(ModelViewSet):
    model = Step
    name = "onboarding_steps"
    url_prefix = "netvaerket/introforloeb/trin"
    icon = "list-ol"
    list_display = ["track", "order", "title", "deed", _yes_no("is_active", _("in use"))]
    list_filter = ["track"]
    add_view_class = WriteStep
    edit_view_class = ChangeStep
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_admin_menu = False
    panels = [
        FieldRowPanel([FieldPanel("track"), FieldPanel("order"), FieldPanel("is_active")]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("deed"),
        FieldPanel("subject"),
        FieldPanel("target"),
    ]

    def get_form_class(self, for_update=False):
        return StepForm


class TrackDesk(ModelViewSet):
    model = Track
    name = "onboarding_tracks"
    url_prefix = "netvaerket/introforloeb/forloeb"
    icon = "list-ol"
    list_display = ["name", "role", _yes_no("is_default", _("the usual one"))]
    add_view_class = WriteTrack
    edit_view_class = ChangeTrack
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_admin_menu = False
    form_fields = ["name", "role", "is_default"]


for model in (Step, Track):
    register_permission_policy(model, TrackPolicy(model))


@hooks.register("register_admin_viewset")
def step_desk():
    return StepDesk()


@hooks.register("register_admin_viewset")
def track_desk():
    return TrackDesk()


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/introforloeb/", include(desk_urls))]


register_desk(
    _("Onboarding"),
    "onboarding_desk:overview",
    "list-ol",
    Permission.MANAGE_MEMBERS,
    order=130,
    waits=waiting_count,
)

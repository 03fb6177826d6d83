"""The library's desk in Wagtail's admin. What material there is and what it is about stands in Wagtail's
own forms; how far its editions are, and their versions, on pages of ours (`views.desk`)."""

from django.contrib import messages
from django.forms import CheckboxSelectMultiple
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.search.index import remove_object
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from members.people.enums import Permission
from members.people.queries import holders
from portal.audit import trail
from portal.ui.desk import register_desk

from . import desk_urls
from .desk_queries import waits_for
from .flows import writing
from .indexing import index
from .models import Edition, Guide, LegalBasis
from .problems import to_delete
from .rules import may_edit
from .views.editor import EditionViewSet, only_what_is_approved_is_published


class LibraryPolicy(BasePermissionPolicy):
    """The library's rule instead of Wagtail's groups, which may lag behind a role that has run out."""

    def user_has_permission(self, user, action):
        return may_edit(user)

    def users_with_any_permission(self, actions):
        return holders(Permission.EDIT_LIBRARY)


class GuidePolicy(LibraryPolicy):
    """Whether there is a button for deleting; `published_material_stays` stands behind it."""

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and to_delete(instance):
            return False
        return may_edit(user)


register_permission_policy(Guide, GuidePolicy(Guide))
register_permission_policy(LegalBasis, LibraryPolicy(LegalBasis))


class EditionPolicy(LibraryPolicy):
    """Editions are written, and that is all: they are begun at the desk, go out to readers when a second
    person has approved them, and leave with their guide. Nobody publishes one, whatever their role."""

    def user_has_permission(self, user, action):
        return action in {"change", "view", "lock", "unlock"} and may_edit(user)


register_permission_policy(Edition, EditionPolicy(Edition))


class GuideViewSet(SnippetViewSet):
    """Title, kind, audience, topics and legal bases of each piece of material."""

    model = Guide
    icon = "doc-full"
    menu_label = _("Guides and material")
    list_display = [
        "title",
        Column("number"),
        Column("get_kind_display", label=_("Kind")),
        Column("get_audience_display", label=_("Who may read it")),
    ]
    list_filter = ["kind", "audience", "group"]
    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("group")]),
        FieldPanel("summary"),
        FieldPanel("link"),
        MultiFieldPanel(
            [
                FieldPanel("topics", widget=CheckboxSelectMultiple),
                FieldPanel("legal_bases", widget=CheckboxSelectMultiple),
            ],
            heading=_("What it is about"),
        ),
    ]


class LegalBasisViewSet(SnippetViewSet):
    """Acts and sections that material can point at."""

    model = LegalBasis
    icon = "list-ul"
    menu_label = _("Legal bases")
    list_display = ["act", "section"]
    panels = [FieldRowPanel([FieldPanel("act"), FieldPanel("section")])]


class LibraryForms(SnippetViewSetGroup):
    """Reached from the desk; see `one_library`."""

    items = (GuideViewSet, EditionViewSet, LegalBasisViewSet)
    menu_label = _("Library")
    menu_name = "library-forms"


register_snippet(LibraryForms)


@hooks.register("construct_main_menu")
def one_library(request, items):
    """The desk leads to the forms; an entry of their own in the menu would be a second library."""
    items[:] = [item for item in items if item.name != LibraryForms.menu_name]


register_desk(
    _("Library"),
    "library_desk:list",
    "folder-open-inverse",
    Permission.EDIT_LIBRARY,
    order=40,
    waits=waits_for,
)

hooks.register("construct_snippet_action_menu", only_what_is_approved_is_published)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/bibliotek/", include(desk_urls))]


@hooks.register("after_create_snippet")
def note_created(request, instance):
    """What the desk's own form saved goes on the trail and into the search."""
    if isinstance(instance, Guide):
        index(instance)
        trail.record("library.created", on=instance, by=request.user)


@hooks.register("after_edit_snippet")
def note_changed(request, instance):
    """The same for changes; a changed legal basis is a changed word in every guide about it."""
    if isinstance(instance, Guide):
        index(instance)
        trail.record("library.changed", on=instance, by=request.user)
    elif isinstance(instance, Edition):
        writing.written(edition=instance, by=request.user)
    elif isinstance(instance, LegalBasis):
        for guide in instance.guides.all():
            index(guide)


@hooks.register("before_delete_snippet", order=-1)
def published_material_stays(request, instances):
    """Wagtail asks only whether one may delete guides at all, and not whether this one may go."""
    for instance in instances:
        if isinstance(instance, Guide) and (found := to_delete(instance)):
            for blocker in found:
                messages.error(request, blocker.message)
            return redirect("library_desk:guide", instance.pk)
    return None


@hooks.register("before_delete_snippet")
def note_deleted(request, instances):
    """A guide leaves the search with its row."""
    if request.method == "POST":
        for instance in instances:
            if isinstance(instance, Guide):
                remove_object(instance)
                trail.record("library.deleted", on=instance, by=request.user)

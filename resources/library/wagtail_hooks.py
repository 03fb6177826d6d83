"""The library's desk in Wagtail's admin: what material there is. Texts are published as versions."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.search.index import remove_object
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.audit import trail

from .indexing import index
from .models import Guide, LegalBasis


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
    list_filter = ["kind", "audience"]
    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number"), FieldPanel("audience")]),
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


class LibraryDesk(SnippetViewSetGroup):
    """One entry in the menu; Wagtail shows it to those with a permission on either."""

    items = (GuideViewSet, LegalBasisViewSet)
    menu_label = _("Library")
    menu_icon = "folder-open-inverse"
    menu_order = 210


register_snippet(LibraryDesk)


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
    elif isinstance(instance, LegalBasis):
        for guide in instance.guides.all():
            index(guide)


@hooks.register("before_delete_snippet")
def note_deleted(request, instances):
    """A guide leaves the search with its row."""
    if request.method == "POST":
        for instance in instances:
            if isinstance(instance, Guide):
                remove_object(instance)
                trail.record("library.deleted", on=instance, by=request.user)

"""What the secretariat's groups may do in Wagtail, as data; written by a migration.

The rules of `members.people` open and close the desk; these are only Wagtail's own permissions for
what it edits itself: pages, images, documents, redirects, collections and the network's settings.
"""

from .rules import MEMBERS_GROUP, PUBLIC_COLLECTION

EDITORS = "Sekretariatets redaktører"
ADMINISTRATORS = "Sekretariatets administratorer"
JURISTS = "Sekretariatets jurister"

ENTER = ("wagtailadmin", "admin", "access_admin")
PAGES = ("add_page", "change_page", "publish_page")
FILES = (
    ("wagtailimages", "image", ("add_image", "change_image", "delete_image", "choose_image")),
    (
        "wagtaildocs",
        "document",
        ("add_document", "change_document", "delete_document", "choose_document"),
    ),
)
REDIRECTS = ("add_redirect", "change_redirect", "delete_redirect")
COLLECTIONS = ("add_collection", "change_collection", "delete_collection")


def write(apps) -> None:
    """Give the groups exactly this, and take away Wagtail's own groups and approval steps."""
    get = apps.get_model
    group_model = get("auth", "Group")
    group_model.objects.filter(name__in=["Editors", "Moderators"]).delete()
    get("wagtailcore", "WorkflowPage").objects.all().delete()
    # A room below may have made one for what it keeps.
    workflows = get("wagtailcore", "Workflow").objects
    workflows.filter(workflow_content_types__isnull=True).update(active=False)
    group_model.objects.get_or_create(name=MEMBERS_GROUP)
    groups = {
        name: group_model.objects.get_or_create(name=name)[0]
        for name in (EDITORS, ADMINISTRATORS, JURISTS)
    }
    collection = _root_collection(get)
    _public_collection(get, collection)
    for group in groups.values():
        group.permissions.add(_permission(get, *ENTER))
    root = get("wagtailcore", "Page").objects.get(depth=1)
    for name in (EDITORS, ADMINISTRATORS):
        group = groups[name]
        for codename in PAGES:
            get("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=group,
                page_id=root.pk,
                permission=_permission(get, "wagtailcore", "page", codename),
            )
        for app, model, codenames in FILES:
            for codename in codenames:
                _on_collection(get, group, collection, _permission(get, app, model, codename))
        for codename in REDIRECTS:
            group.permissions.add(_permission(get, "wagtailredirects", "redirect", codename))
    administrators = groups[ADMINISTRATORS]
    administrators.permissions.add(
        _permission(get, "pages", "networksettings", "change_networksettings")
    )
    for codename in COLLECTIONS:
        _on_collection(
            get,
            administrators,
            collection,
            _permission(get, "wagtailcore", "collection", codename),
        )


def _permission(get, app: str, model: str, codename: str):
    """The permission, made here when Django has not come to making it yet."""
    content_type = get("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )[0]
    return get("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": codename}
    )[0]


def _on_collection(get, group, collection, permission) -> None:
    get("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
        group=group, collection=collection, permission=permission
    )


def _root_collection(get):
    model = get("wagtailcore", "Collection")
    return model.objects.filter(depth=1).first() or model.objects.create(
        name="For medlemmer", path="0001", depth=1, numchild=0
    )


def _public_collection(get, root) -> None:
    model = get("wagtailcore", "Collection")
    below = model.objects.filter(depth=2)
    if below.filter(name=PUBLIC_COLLECTION).exists():
        return
    place = max((int(path[4:], 36) for path in below.values_list("path", flat=True)), default=0)
    model.objects.create(
        name=PUBLIC_COLLECTION, path=f"{root.path}{place + 1:04d}", depth=2, numchild=0
    )
    model.objects.filter(pk=root.pk).update(numchild=model.objects.filter(depth=2).count())

"""Writes the first pages into an empty site; afterwards they are the secretariat's.

Called from a migration, so it works with the models as they were then: the tree's columns are set by
hand, and nothing of today's model classes is used.
"""

import json
import re
import tomllib
import uuid
from pathlib import Path
from typing import Any

from django.utils import timezone

HERE = Path(__file__).parent
STEP = 4  # digits of one storey in a tree path


def write(apps) -> None:
    """Replace Wagtail's welcome page by ours, in Danish and in English."""
    if apps.get_model("pages", "HomePage").objects.exists():
        return
    page_model = apps.get_model("wagtailcore", "Page")
    root = page_model.objects.get(depth=1)
    welcome = page_model.objects.filter(depth=2, slug="home").first()
    writer = _Writer(apps)
    front = writer.write_language("da", root, slug="forside")
    english = writer.write_language("en", front, slug="en")
    writer.pair(front, english)
    writer.pair_pages()
    writer.link()
    site = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True)
    if not site.update(root_page_id=front.pk, site_name=front.title):
        site.create(
            hostname="localhost", is_default_site=True, root_page_id=front.pk, site_name=front.title
        )
    if welcome is not None:
        welcome.delete()
        page_model.objects.filter(pk=root.pk).update(
            numchild=page_model.objects.filter(depth=2).count()
        )


class _Writer:
    def __init__(self, apps):
        self.get = apps.get_model
        self.locale = self.get("wagtailcore", "Locale").objects.get_or_create(language_code="da")[0]
        self.by_address = {}
        self.pairs = []

    def write_language(self, language: str, parent, *, slug: str):
        content = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
        front = self._front(language, content["front"], parent, slug)
        prefix = "/" if language == "da" else f"/{slug}/"
        parents = {row.get("parent") for row in content["page"]}
        written: dict[str, Any] = {}
        for row in content["page"]:
            above = written.get(row.get("parent"), front)
            page = self._add(
                "SectionPage" if row["slug"] in parents else "ContentPage",
                above,
                language=language,
                slug=row["slug"],
                title=row["title"],
                lead=row["lead"],
                show_in_menus=row["menu"],
                in_footer=row.get("show_in_footer", False),
                body=json.dumps([_block(block) for block in row["blocks"]]),
            )
            written[row["slug"]] = page
            path = page.url_path.removeprefix(front.url_path)
            self.by_address[prefix + path] = page
            if row["access"] == "members" and above.pk == front.pk:
                self._restrict(page)
            if original := row.get("translation_of"):
                self.pairs.append((f"/{original}/", page))
        return front

    def _front(self, language, row, parent, slug):
        return self._add(
            "HomePage",
            parent,
            language=language,
            slug=slug,
            title=row["title"],
            lead=row["lead"],
            hero="\n".join(row["hero"]),
            search_description=row["search_description"],
            primary_text=row["primary_action"]["text"],
            primary_link=row["primary_action"]["href"],
            secondary_text=row["secondary_action"]["text"],
            secondary_link=row["secondary_action"]["href"],
            members_label=row["members_label"],
            coverage_label=row["coverage_label"],
            hotline_label=row["hotline_label"],
            cards=json.dumps(
                [
                    {"type": "card", "value": {"title": card["title"], "text": card["text"]}}
                    for card in row["cards"]
                ]
            ),
        )

    def _add(self, model: str, parent, **fields):
        page_model = self.get("wagtailcore", "Page")
        content_type = self.get("contenttypes", "ContentType").objects.get_or_create(
            app_label="pages", model=model.lower()
        )[0]
        now = timezone.now()
        last = (
            page_model.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
            .order_by("path")
            .values_list("path", flat=True)
            .last()
        )
        place = int(last[-STEP:], 36) + 1 if last else 1
        page = self.get("pages", model).objects.create(
            path=f"{parent.path}{_base36(place)}",
            depth=parent.depth + 1,
            numchild=0,
            url_path=f"{parent.url_path}{fields['slug']}/",
            content_type=content_type,
            locale=self.locale,
            translation_key=uuid.uuid4(),
            draft_title=fields["title"],
            live=True,
            first_published_at=now,
            last_published_at=now,
            **fields,
        )
        children = page_model.objects.filter(
            path__startswith=parent.path, depth=parent.depth + 1
        ).count()
        page_model.objects.filter(pk=parent.pk).update(numchild=children)
        return page

    def _restrict(self, page) -> None:
        group = self.get("auth", "Group").objects.get_or_create(name="Medlemmer")[0]
        restriction = self.get("wagtailcore", "PageViewRestriction").objects.create(
            page_id=page.pk, restriction_type="groups"
        )
        restriction.groups.add(group)

    def pair(self, one, other) -> None:
        """Let two pages know each other as the same in the other language."""
        for page, counterpart in ((one, other), (other, one)):
            type(page).objects.filter(pk=page.pk).update(counterpart_id=counterpart.pk)

    def pair_pages(self) -> None:
        for address, page in self.pairs:
            self.pair(self.by_address[address], page)

    def link(self) -> None:
        """Turn addresses of our own pages into links that follow the page when it is moved."""
        for name in ("ContentPage", "SectionPage"):
            model = self.get("pages", name)
            for page in self.by_address.values():
                row = model.objects.filter(pk=page.pk).first()
                if row is None:
                    continue
                text = json.dumps(row.body.get_prep_value(), ensure_ascii=False)
                linked = re.sub(r'href=\\"(/[a-z0-9/-]+/)\\"', self._as_link, text)
                if linked != text:
                    model.objects.filter(pk=page.pk).update(body=linked)

    def _as_link(self, match) -> str:
        page = self.by_address.get(match[1])
        return f'linktype=\\"page\\" id=\\"{page.pk}\\"' if page else match[0]


def _block(row: dict) -> dict:
    """A block of the file as the page keeps it."""
    kind = row["type"]
    if kind == "heading":
        value = row["text"]
    elif kind == "paragraph":
        value = _paragraphs(row["html"])
    elif kind == "list":
        value = {"items": [_item(_paragraphs(html)) for html in row["items"]]}
    elif kind == "callout":
        value = {"title": row["title"], "text": _paragraphs(row["html"])}
    elif kind == "facts":
        value = {"items": [_item(item) for item in row["items"]]}
    elif kind == "accordion":
        value = {
            "items": [
                _item({"title": item["title"], "text": _paragraphs(item["html"])})
                for item in row["items"]
            ]
        }
    else:
        raise ValueError(f"No page has blocks of the type {kind}.")
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _item(value) -> dict:
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


def _paragraphs(html: str) -> str:
    return html if html.startswith("<p") else f"<p>{html}</p>"


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest] + digits
    return digits.rjust(STEP, "0")

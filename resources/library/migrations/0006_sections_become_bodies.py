"""What stood in sections stands in blocks, editions begin with the text that readers have, and the size of a
change has three values instead of two. It goes back as well; what sections cannot hold becomes paragraphs."""

import json
import re
from html import escape, unescape
from uuid import uuid4

from django.db import migrations

NEW = {"correction": "typo", "revision": "major"}
OLD = {"typo": "correction", "medium": "revision", "major": "revision"}


def body_of(sections):
    parts = []
    for section in sections:
        parts.append({"type": "heading", "value": section["heading"]})
        if section.get("paragraphs"):
            text = "".join(f"<p>{escape(each, quote=False)}</p>" for each in section["paragraphs"])
            parts.append({"type": "text", "value": text})
        if section.get("points"):
            items = [
                {
                    "type": "item",
                    "value": f"<p>{escape(each, quote=False)}</p>",
                    "id": str(uuid4()),
                }
                for each in section["points"]
            ]
            parts.append({"type": "points", "value": {"items": items, "checklist": False}})
    return parts


def lines_of(html):
    ended = re.sub(r"(?i)<(?:br|/p|/li)\b[^>]*>", "\n", html)
    lines = (line.strip() for line in unescape(re.sub(r"<[^>]*>", "", ended)).splitlines())
    return [line for line in lines if line]


def sections_of(parts):
    sections = []
    for part in parts:
        kind, value = part["type"], part["value"]
        if kind == "heading" or not sections:
            heading = value if kind == "heading" else "Tekst"
            sections.append({"heading": heading, "paragraphs": [], "points": []})
        if kind == "text":
            sections[-1]["paragraphs"] += lines_of(value)
        elif kind == "points":
            for item in value["items"]:
                sections[-1]["points"] += lines_of(item["value"])
        elif kind != "heading":
            sections[-1]["paragraphs"] += [
                *filter(None, [value.get("title", "")]),
                *lines_of(value["text"]),
            ]
    return sections


def raw(body):
    """The stored blocks, however this copy of the model hands them out."""
    value = body.raw_data if hasattr(body, "raw_data") else body
    return json.loads(value) if isinstance(value, str) else [dict(part) for part in value]


def forwards(apps, schema_editor):
    versions = apps.get_model("library", "Version").objects
    for version in versions.iterator():
        version.body = json.dumps(body_of(version.sections))
        version.extent = NEW.get(version.extent, version.extent)
        version.save(update_fields=["body", "extent"])
    for edition in apps.get_model("library", "Edition").objects.iterator():
        standing = versions.filter(edition=edition, withdrawn_at__isnull=True)
        newest = standing.order_by("-number").first()
        if newest is None:
            continue
        edition.body, edition.live = json.dumps(body_of(newest.sections)), True
        edition.first_published_at = standing.order_by("number").first().published_at
        edition.last_published_at = newest.published_at
        edition.save(update_fields=["body", "live", "first_published_at", "last_published_at"])


def backwards(apps, schema_editor):
    for version in apps.get_model("library", "Version").objects.iterator():
        version.sections = sections_of(raw(version.body))
        version.extent = OLD.get(version.extent, version.extent)
        version.save(update_fields=["sections", "extent"])


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0005_editions_are_written"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]

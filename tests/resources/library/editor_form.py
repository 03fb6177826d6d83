"""What the browser sends from Wagtail's editor."""

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from resources.library.enums import Extent


def typed(*blocks, **fields) -> dict:
    """The form for an edition; a block is (kind, value), and rich text is `rich_text("<p>…</p>")`."""
    blocks = blocks or (("heading", "Kernen"), ("text", rich_text("<p>Borgeren skal høres.</p>")))
    facts = {
        "change": "Ny frist.",
        "extent": Extent.MAJOR,
        "for_whom": "",
        "note": "",
        "based_on": "",
        "go_live_at": "",
        "expire_at": "",
    }
    return {**nested_form_data({"body": streamfield(blocks)}), **facts, **fields}

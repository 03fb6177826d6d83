"""The plain words of a version's sections, for the search and for reading aloud."""


def plain_text(sections: list[dict]) -> str:
    """Headings, paragraphs and points under one another."""
    lines = []
    for section in sections:
        lines += [section["heading"], *section.get("paragraphs", ()), *section.get("points", ())]
    return "\n".join(lines)

"""A sheet as a tagged PDF, in the portal's type.

Typst gets the text as data, never as markup: what somebody writes cannot become a command.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

#: Where the design system's font may lie; where it does not, Typst's own serif steps in.
FONT_FOLDERS = (
    Path(settings.VAR) / "theme" / "ttf",
    Path(settings.ROOT) / "node_modules/dkfds/dist/fonts/IBMPlexSans/complete/ttf",
)


def pdf(sheet: Path, *, name: str, content: Any, at: datetime) -> bytes:
    """The file's bytes, in PDF/UA. `sheet` finds its `content` as JSON in `sys.inputs` under `name`. The same
    content at the same moment gives the same file."""
    return typst.compile(
        str(sheet),
        format="pdf",
        font_paths=typst.Fonts(
            include_system_fonts=False,
            font_paths=[str(folder) for folder in FONT_FOLDERS if folder.is_dir()][:1],
        ),
        sys_inputs={name: json.dumps(content, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )

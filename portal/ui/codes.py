"""An address as a code that a phone's camera reads."""

import io

import segno


def svg(address: str, **how) -> str:
    """The code as a drawing; `how` is what `segno` takes: scale, border (in modules), colours. A sheet or a
    page that is a little dirty still leads somewhere (error correction M)."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", xmldecl=False, **how)
    return drawing.getvalue().decode()

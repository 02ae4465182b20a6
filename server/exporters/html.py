"""A guide as one web page that needs nothing else: pictures, type and style are inside the file.

Whoever opens it gets what readers get: painted pixels, and no value that is not shown.
"""

import base64
import io
import re
from collections.abc import Mapping

from markupsafe import Markup
from PIL import Image

from recorder.document.guide import Guide
from recorder.document.paint import MEDIA_TYPE, encode
from server.drawings import Drawing
from server.guide_page import about, illustrate_by, steps_shown
from server.rendering import STATIC, catalogue, render

SHEETS = ("tokens", "fonts", "base", "shell", "guide", "print")
FACE = "vendor/inter/inter-latin-wght-normal.woff2"


def to_html(guide: Guide, images: Mapping[str, bytes]) -> str:
    """Return the guide as one HTML file; `images` are its pictures by their names in the file."""
    return render(
        "exports/guide.html",
        guide.language,
        guide=guide,
        steps=steps_shown(guide, illustrate_by(lambda drawing: _embed(drawing, images), whole=False)),
        about=about(guide, catalogue(guide.language).gettext),
        style=Markup(style()),  # noqa: S704 # our own sheets
        version=None,
        published_by="",
        published_at=None,
        exported=True,
    )


def style() -> str:
    """Return all style sheets as one, the Latin typeface inside it and the others left to the reader."""
    sheets = "\n".join((STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    faces = re.compile(r"@font-face \{.*?\n\}", re.DOTALL)
    return faces.sub(lambda found: _with_data(found[0]) if FACE in found[0] else "", sheets)


def _with_data(face: str) -> str:
    return face.replace(f"../{FACE}", _data("font/woff2", (STATIC / FACE).read_bytes()))


def _embed(drawing: Drawing, images: Mapping[str, bytes]) -> str:
    with Image.open(io.BytesIO(images[drawing.picture.file])) as raw:
        painted = drawing.painted(raw)
    return _data(MEDIA_TYPE, encode(painted))


def _data(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"

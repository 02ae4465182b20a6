"""A guide file as a PDF, by the command line: no server, and so no version and no address to lead back to."""

import io
from collections.abc import Mapping

from PIL import Image

from recorder.document.guide import Guide
from recorder.document.paint import encode
from server import clock
from server.drawings import Drawing
from server.exporters.pdf.sheet import Printed, paper_for, sheet_of
from server.exporters.pdf.typesetting import typeset
from server.rendering import catalogue, date_in, duration_in
from server.zones import machine_zone


def to_pdf(guide: Guide, images: Mapping[str, bytes], paper: str | None = None) -> bytes:
    """Return the guide as a PDF; `images` are its pictures by their names in the file."""
    now, language = clock.now(), guide.language
    written = date_in(language, machine_zone())
    crumbs = " / ".join(name for name in (guide.process, guide.stage) if name)
    recorded = catalogue(language).gettext("Recorded on %(day)s")
    said = [recorded % {"day": written(guide.recorded.at)}] if guide.recorded else []
    said += [duration_in(language)(guide.minutes)] if guide.minutes else []
    printed = Printed(trust=" · ".join(said), day=written(now), crumbs=crumbs)
    sheet = sheet_of(guide, printed, language, paper or paper_for(language))
    pictures = {name: _painted(drawing, images) for name, drawing in sheet.drawings.items()}
    return typeset(sheet.text, pictures, now)


def _painted(drawing: Drawing, images: Mapping[str, bytes]) -> bytes:
    with Image.open(io.BytesIO(images[drawing.picture.file])) as raw:
        return encode(drawing.painted(raw))

"""A guide on paper, as readers may have it: which sheet is to be set, and setting it with its pictures."""

from threading import Event

from PIL import Image

from recorder.document.paint import encode
from server.base import KnowledgeBase
from server.exporters.pdf.apart import typeset_apart
from server.exporters.pdf.sheet import Printed, Sheet, paper_for, sheet_of
from server.model import Place, Version
from server.painting import drawn_bytes
from server.reachable import qr_svg
from server.rendering import catalogue, date_in, duration_in
from server.settings import Settings


def sheet_for(
    base: KnowledgeBase, version: Version, places: tuple[Place, ...], reached: str, paper: str | None
) -> Sheet:
    """Return the sheet of a published version; `reached` is where readers open this knowledge base."""
    guide, language = version.document, base.settings.language
    address = f"{reached}/guides/{guide.id}"
    printed = Printed(
        version=version.number,
        trust=trust_line(version, base.settings),
        address=address,
        qr=qr_svg(address),
        crumbs=" / ".join(_names(places)),
    )
    return sheet_of(guide, printed, language, paper or paper_for(guide.language))


def set_sheet(base: KnowledgeBase, sheet: Sheet, version: Version, stop: Event) -> bytes:
    """Return the PDF of a sheet, with what was drawn for readers; a drawing that is gone leaves a blank."""
    pictures = {name: drawn_bytes(base, drawing.key) for name, drawing in sheet.drawings.items()}
    there = {name: content or _blank() for name, content in pictures.items()}
    return typeset_apart(sheet.text, there, version.published_at, stop)


def _blank() -> bytes:
    return encode(Image.new("RGB", (16, 10), "white"))


def trust_line(version: Version, settings: Settings) -> str:
    """Return who vouches for a version, and since when."""
    language = settings.language
    _ = catalogue(language).gettext
    day = date_in(language, settings.zone)(version.published_at)
    said = [_("Published by %(name)s on %(day)s") % {"name": version.published_by.name, "day": day}]
    said.append(_("version %(number)s") % {"number": version.number})
    if version.document.minutes:
        said.append(duration_in(language)(version.document.minutes))
    return " · ".join(said)


def _names(places: tuple[Place, ...]) -> list[str]:
    return [name for place in places[:1] for name in (place.process_name, place.stage_name) if name]

"""A guide on paper, as readers may have it: which sheet is to be set, and setting it with its pictures."""

from collections.abc import Iterator
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
from server.trust import Trust


def sheet_for(
    base: KnowledgeBase,
    version: Version,
    *,
    trust: Trust | None,
    places: tuple[Place, ...],
    reached: str,
    paper: str | None,
) -> Sheet:
    """Return the sheet of a published version; `reached` is where readers open this knowledge base."""
    guide, language = version.document, base.settings.language
    address = f"{reached}/guides/{guide.id}"
    printed = Printed(
        version=version.number,
        trust=trust_line(version, trust, base.settings),
        warning=warning(trust, base.settings),
        keepers=tuple(_keepers(trust, base.settings)),
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


def trust_line(version: Version, trust: Trust | None, settings: Settings) -> str:
    """Return who vouches for a version, and since when."""
    language = settings.language
    _ = catalogue(language).gettext
    by, at, said = version.published_by, version.published_at, _("Published by %(name)s on %(day)s")
    if trust and trust.verified_by and trust.verified_at:
        by, at, said = trust.verified_by, trust.verified_at, _("Verified by %(name)s on %(day)s")
    parts = [said % {"name": by.name, "day": date_in(language, settings.zone)(at)}]
    parts += [_("not verified yet")] if trust and not trust.verified_by else []
    parts.append(_("version %(number)s") % {"number": version.number})
    if version.document.minutes:
        parts.append(duration_in(language)(version.document.minutes))
    return " · ".join(parts)


def warning(trust: Trust | None, settings: Settings) -> str:
    """Return what whoever holds the paper must know before they follow it; nothing where all is well."""
    _ = catalogue(settings.language).gettext
    if trust is None:
        return ""
    if trust.state == "archived":
        kept = _("It is kept to be looked up, and is not to be followed any more.")
        return " ".join((_("This guide is archived"), "·", kept))
    if trust.reasons:
        return " · ".join((_("Needs an update"), *trust.reasons))
    if not trust.is_overdue or not trust.due:
        return ""
    late = _("It was to be looked at by %(day)s. It may not be right any more.")
    day = date_in(settings.language, settings.zone)(trust.due)
    return " · ".join((_("Review overdue"), late % {"day": day}))


def _keepers(trust: Trust | None, settings: Settings) -> Iterator[tuple[str, str]]:
    _ = catalogue(settings.language).gettext
    if trust and trust.owner:
        yield _("Owner"), trust.owner.name
    if trust and trust.reviewer:
        yield _("Reviewer"), trust.reviewer.name
    if trust and trust.due:
        yield _("Next review"), date_in(settings.language, settings.zone)(trust.due)


def _names(places: tuple[Place, ...]) -> list[str]:
    return [name for place in places[:1] for name in (place.process_name, place.stage_name) if name]

"""What waits for a person and what was published, as an Atom feed (RFC 4287)."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is new: its name for good, what it is called, where it is, and a line about it."""

    id: UUID
    title: str
    url: str
    at: datetime
    summary: str
    author: str
    kind: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its name for good, its title, where it and the base are, and since when it may be empty."""

    id: UUID
    title: str
    address: str
    home: str
    since: datetime


def atom(feed: Feed, entries: Sequence[Entry]) -> bytes:
    """Return the feed as a file, the newest entry first."""
    root = ET.Element("feed", {"xmlns": NAMESPACE})
    _add(root, "id", feed.id.urn)
    _add(root, "title", feed.title)
    _add(root, "updated", _time(max((each.at for each in entries), default=feed.since)))
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    _add(root, "generator", "Handrail")
    for each in sorted(entries, key=lambda entry: entry.at, reverse=True):
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", each.id.urn)
        _add(entry, "title", each.title)
        _add(entry, "updated", _time(each.at))
        _add(entry, "link", rel="alternate", type="text/html", href=each.url)
        _add(entry, "category", term=each.kind)
        _add(ET.SubElement(entry, "author"), "name", each.author)
        _add(entry, "summary", each.summary)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _readable(text) or None


def _readable(text: str) -> str:
    """Return the text without what XML cannot say."""
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

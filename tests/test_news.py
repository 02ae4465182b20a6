"""The Atom feed: what RFC 4287 asks of a feed and its entries, read again by another library."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from uuid import UUID

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from server.reminding.news import NAMESPACE, Entry, Feed, atom

AT = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
FEED = Feed(UUID(int=1), "Handrail", "http://localhost/feeds/1/x/news.atom", "http://localhost/", AT)


def entry(number: int, at: datetime = AT, title: str = "Refund", summary: str = "Version 2") -> Entry:
    return Entry(
        UUID(int=number), title, "http://localhost/guides/refund?a=1&b=2", at, summary, "Amara", "version"
    )


def test_feed_and_entries_have_what_they_must_have() -> None:
    body = atom(FEED, [entry(2), entry(3, AT + timedelta(hours=1))])
    read = feedparser.parse(body)
    assert not read.bozo
    assert read.version == "atom10"
    assert (read.feed.id, read.feed.updated) == (f"urn:uuid:{UUID(int=1)}", "2026-11-27T10:30:00Z")
    assert [each.id for each in read.entries] == [f"urn:uuid:{UUID(int=number)}" for number in (3, 2)]
    first = read.entries[0]
    assert (first.title, first.link, first.author) == (
        "Refund",
        "http://localhost/guides/refund?a=1&b=2",
        "Amara",
    )
    root = ET.fromstring(body)
    for parent in (root, *root.findall(f"{{{NAMESPACE}}}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{{{NAMESPACE}}}{name}")) == 1, name
    assert [link.get("rel") for link in root.findall(f"{{{NAMESPACE}}}link")] == ["self", "alternate"]


def test_a_feed_without_entries_is_one_all_the_same() -> None:
    read = feedparser.parse(atom(FEED, []))
    assert (read.bozo, read.feed.updated) == (False, "2026-11-27T09:30:00Z")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_whatever_a_guide_is_called_the_feed_can_be_read(title: str) -> None:
    root = ET.fromstring(atom(FEED, [entry(2, title=title, summary=title)]))
    said = root.findtext(f"{{{NAMESPACE}}}entry/{{{NAMESPACE}}}title") or ""
    assert said == "".join(each if each.isprintable() or each == "\n" else " " for each in title)

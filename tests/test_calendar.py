"""The calendar of reviews: lines as RFC 5545 wants them, read again by another library."""

from datetime import UTC, date, datetime

import icalendar
from hypothesis import example, given
from hypothesis import strategies as st

from server.reminding.calendar import Event, calendar, escaped, folded

AT = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def event(title: str = "Review: Refund", note: str = "", day: date = date(2027, 11, 27)) -> Event:
    return Event("one@handrail.invalid", day, title, note, "http://localhost/guides/refund", AT)


def read(*events: Event) -> icalendar.Calendar:
    found = icalendar.Calendar.from_ical(calendar("Reviews, all; of them", events))
    assert isinstance(found, icalendar.Calendar)
    return found


@given(TEXTS, TEXTS)
@example("Größe; 20 % Rabatt, \\neu\\", "first\nsecond " + "ä" * 100)
@example("\r\nBEGIN:VEVENT\r\n", "\x00\u2028\u0085")
def test_whatever_a_guide_is_called_comes_out_as_it_went_in(title: str, note: str) -> None:
    text = calendar("Reviews", [event(title, note)])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert text.replace("\r\n ", "").count("\r\nBEGIN:VEVENT\r\n") == 1
    (found,) = read(event(title, note)).walk("VEVENT")
    assert str(found["SUMMARY"]) == shown(title)
    assert str(found["DESCRIPTION"]) == shown(note)


def shown(text: str) -> str:
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)


def test_a_review_is_a_whole_day_and_keeps_its_name() -> None:
    (found,) = read(event()).walk("VEVENT")
    assert found.decoded("DTSTART") == date(2027, 11, 27)
    assert found.decoded("DTEND") == date(2027, 11, 28)
    assert "DTSTART;VALUE=DATE:20271127\r\n" in calendar("x", [event()])
    assert found.decoded("DTSTAMP") == AT
    assert found["UID"] == "one@handrail.invalid"
    assert found["URL"] == "http://localhost/guides/refund"
    assert not found.errors


def test_a_calendar_without_a_review_is_one_all_the_same() -> None:
    empty = read()
    assert [each.name for each in empty.walk()] == ["VCALENDAR", "VTIMEZONE", "STANDARD"]
    assert "\r\nNAME:Reviews\\, all\\; of them\r\n" in calendar("Reviews, all; of them", [])
    assert not empty.errors


def test_lines_are_folded_between_letters() -> None:
    assert list(folded("a" * 75)) == ["a" * 75]
    assert list(folded("a" * 76)) == ["a" * 75, " a"]
    assert list(folded("a" * 74 + "ä")) == ["a" * 74, " ä"]
    assert "".join(part.removeprefix(" ") for part in folded("ü" * 500)) == "ü" * 500


def test_what_means_something_is_written_otherwise() -> None:
    assert escaped("a\\b;c,d\ne\rf") == "a\\\\b\\;c\\,d\\ne f"

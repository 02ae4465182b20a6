"""When a review is due: by risk, by days where the base stands, over the changes of clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rhythm import Rhythm
from server.standing import Standing

BERLIN, TOKYO, AUCKLAND = (ZoneInfo(name) for name in ("Europe/Berlin", "Asia/Tokyo", "Pacific/Auckland"))
RHYTHM = Rhythm(BERLIN, 365, 90)


def at(year: int, month: int, day: int, *time: int) -> datetime:
    hour, minute = (*time, 0, 0)[:2]
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def guide(since: datetime | None, risk: str = "normal", days: int | None = None) -> Standing:
    return Standing("guide", "g", "Refund", version=1, risk=risk, review_from=since, review_days=days)


@pytest.mark.parametrize(
    ("risk", "days", "due"),
    [
        ("normal", None, date(2027, 11, 27)),
        ("low", None, date(2027, 11, 27)),
        ("high", None, date(2027, 2, 25)),
        ("critical", None, date(2027, 2, 25)),
        (" Critical ", None, date(2027, 2, 25)),
        ("critical", 7, date(2026, 12, 4)),
        ("whatever somebody wrote", None, date(2027, 11, 27)),
    ],
)
def test_risk_says_how_soon_unless_the_guide_does(risk: str, days: int | None, due: date) -> None:
    assert RHYTHM.due(guide(at(2026, 11, 27, 9), risk, days)) == due


def test_nothing_is_due_before_anything_was_published() -> None:
    assert RHYTHM.due(guide(None)) is None
    assert RHYTHM.turn(guide(None), at(2030, 1, 1)) == ""


def test_days_are_those_of_the_base_and_not_of_whoever_asks() -> None:
    late = guide(at(2026, 11, 27, 23, 30), days=1)  # half past midnight of the 28th in Berlin
    assert RHYTHM.due(late) == date(2026, 11, 29)
    assert Rhythm(ZoneInfo("America/New_York"), 365, 90).due(late) == date(2026, 11, 28)
    tokyo = datetime(2026, 11, 30, 7, 30, tzinfo=TOKYO)  # still the 29th in Berlin
    assert RHYTHM.turn(late, tokyo) == "due"
    assert RHYTHM.turn(late, datetime(2026, 11, 30, 8, 30, tzinfo=TOKYO)) == "overdue"


@pytest.mark.parametrize(
    ("zone", "since", "last_minute"),
    [
        (BERLIN, at(2027, 3, 27, 12), at(2027, 3, 28, 21, 59)),  # a day of 23 hours
        (BERLIN, at(2026, 10, 24, 12), at(2026, 10, 25, 22, 59)),  # a day of 25 hours
        (AUCKLAND, at(2026, 9, 26, 0), at(2026, 9, 27, 10, 59)),
        (AUCKLAND, at(2027, 4, 3, 0), at(2027, 4, 4, 11, 59)),
    ],
)
def test_a_day_ends_at_midnight_however_long_it_was(
    zone: ZoneInfo, since: datetime, last_minute: datetime
) -> None:
    rhythm, tomorrow = Rhythm(zone, 365, 90), guide(since, days=1)
    assert rhythm.turn(tomorrow, last_minute) == "due"
    assert rhythm.turn(tomorrow, last_minute.replace(second=59)) == "due"
    after = datetime.fromtimestamp(last_minute.timestamp() + 60, tz=UTC)
    assert rhythm.turn(tomorrow, after) == "overdue"


def test_two_weeks_before_it_is_soon() -> None:
    one = guide(at(2026, 11, 27, 9))
    turns = [RHYTHM.turn(one, at(2027, 11, day, 12)) for day in (12, 13, 26, 27, 28)]
    assert turns == ["", "soon", "soon", "due", "overdue"]
    assert RHYTHM.turn(one, at(2028, 11, 27)) == "overdue"


def test_what_is_looked_at_often_is_not_soon_all_the_time() -> None:
    weekly = guide(at(2026, 11, 27, 9), days=7)
    assert [RHYTHM.turn(weekly, at(2026, 12, day)) for day in (2, 3, 4, 5)] == ["", "soon", "due", "overdue"]


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 900),
    st.integers(1, 800),
    st.sampled_from(["normal", "high"]),
    st.sampled_from([BERLIN, TOKYO, AUCKLAND]),
)
def test_storage_leaves_out_only_what_is_far_off(
    now: datetime, ago: int, days: int, risk: str, zone: ZoneInfo
) -> None:
    rhythm = Rhythm(zone, days, max(1, days // 4))
    since = now - timedelta(hours=ago * 24 - 7)
    usual, high = rhythm.cannot_be_soon(now)
    if since > (high if risk == "high" else usual):
        assert rhythm.turn(guide(since, risk), now) == ""

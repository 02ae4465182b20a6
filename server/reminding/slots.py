"""For which day mail is to be out: each day or on Mondays, from seven in the morning of the base."""

from datetime import date, datetime, timedelta
from typing import Literal

AT_HOUR = 7

Often = Literal["never", "daily", "weekly"]


def day_of_mail(often: Often, now: datetime) -> date | None:
    """Return the last day whose mail is to be out; `now` has the zone of the base."""
    if often == "never":
        return None
    day = now.date() if now.hour >= AT_HOUR else now.date() - timedelta(days=1)
    return day if often == "daily" else day - timedelta(days=day.weekday())

"""Days are days where the base stands: the one place that says which day a moment falls on."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import tzlocal


@cache
def machine_zone() -> ZoneInfo:
    """Return the time zone that this machine is set to."""
    zone = tzlocal.get_localzone()
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """Return the day of a moment in that zone."""
    return moment.astimezone(zone).date()

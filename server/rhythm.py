"""When something is to be looked at again: days of the base's zone, by risk unless it has its own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from server.zones import day_of

SOON = timedelta(days=14)
URGENT = {"high", "critical"}

Turn = Literal["", "soon", "due", "overdue"]
"""How near the day of a review is: within two weeks (less where it comes often), today, or gone by."""


class Reviewed(Protocol):
    """What is said of anything that is looked at again and again."""

    @property
    def risk(self) -> str:
        """How much depends on it: low, normal, high or critical."""

    @property
    def review_from(self) -> datetime | None:
        """Since when the days count."""

    @property
    def review_days(self) -> int | None:
        """After how many days, where it has its own."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The zone whose days count, and after how many a review is due, usually and where risk is high."""

    zone: ZoneInfo
    days: int
    days_high: int

    def days_for(self, what: Reviewed) -> int:
        """Return after how many days it is to be looked at again."""
        return what.review_days or self.days_by(what.risk)

    def days_by(self, risk: str) -> int:
        """Return after how many days something of that risk is to be looked at again."""
        return self.days_high if is_urgent(risk) else self.days

    def due(self, what: Reviewed) -> date | None:
        """Return the day on which it is to be looked at again; None where no days count yet."""
        if what.review_from is None:
            return None
        return day_of(what.review_from, self.zone) + timedelta(days=self.days_for(what))

    def cannot_be_soon(self, now: datetime) -> tuple[datetime, datetime]:
        """Return since when days must count for a review not to be near: usually, and where risk is high.

        Storage asks by these, so that what is far off is not even looked at; a day is left for the zones.
        """
        usual, high = (
            now - timedelta(days=days - 1) + min(SOON, timedelta(days=days // 4))
            for days in (self.days, self.days_high)
        )
        return usual, high

    def turn(self, what: Reviewed, now: datetime) -> Turn:
        """Tell how near that day is."""
        due, today = self.due(what), day_of(now, self.zone)
        soon = min(SOON, timedelta(days=self.days_for(what) // 4))
        if due is None or due - today > soon:
            return ""
        return "overdue" if due < today else "due" if due == today else "soon"


def is_urgent(risk: str) -> bool:
    """Tell whether a risk asks for the shorter time."""
    return risk.strip().casefold() in URGENT

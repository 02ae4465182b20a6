"""What time it is: the one place that asks, so that tests can live two years in a moment."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)

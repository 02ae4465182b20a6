"""Where what came for an ask goes once it is published: to its place, and into the slot that waits."""

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.asks import Ask
from server.storage import arrivals, asks, guides, processes, slots


def settle(connection: Connection, guide: Guide) -> None:
    """Put a guide that is published for the first time where it was asked for, unless its author moved it.

    What it says of its place is as that was called when it came: process or stage may be renamed since.
    """
    asked = asks.asks_of_guide(connection, guide.id)
    came = arrivals.first_document(connection, guide.id) if asked else None
    said = (guide.process, guide.stage)
    is_as_it_came = came is not None and said == (came.process, came.stage)
    for ask in asked:
        if ask.place and not ask.has_lost_its_place and (is_as_it_came or said == names_of(ask)):
            if ask.place not in guides.places_of(connection, [guide.id]).get(guide.id, ()):
                processes.put_guide(connection, guide.id, ask.place)
            slot = slots.one(connection, ask.slot) if ask.slot else None
            if slot and slot.slot.guide is None:
                slots.fill(connection, ask.slot, guide.id)
            return


def names_of(ask: Ask) -> tuple[str, str]:
    """Return what the process and the stage are called at which a recording is wanted, "" once gone."""
    if ask.place is None or ask.has_lost_its_place:
        return ("", "")
    return ask.place.process_name, ask.place.stage_name or ""

"""Where what came for an ask goes once it is published: to its place, and into the slot that waits."""

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.asks import Ask
from server.storage import asks, guides, processes, slots


def settle(connection: Connection, guide: Guide) -> None:
    """Put a guide that is published for the first time where it was asked for, unless its author moved it."""
    for ask in asks.asks_of_guide(connection, guide.id):
        if ask.place and (guide.process, guide.stage) == names_of(ask):
            if ask.place not in guides.places_of(connection, [guide.id]).get(guide.id, ()):
                processes.put_guide(connection, guide.id, ask.place)
            slot = slots.one(connection, ask.slot) if ask.slot else None
            if slot and slot.slot.guide is None:
                slots.fill(connection, ask.slot, guide.id)
            return


def names_of(ask: Ask) -> tuple[str, str]:
    """Return what the process and the stage are called at which a recording is wanted."""
    return (ask.place.process_name, ask.place.stage_name or "") if ask.place else ("", "")

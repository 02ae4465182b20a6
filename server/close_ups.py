"""The guides that a guide's steps lead to, as its page shows them: a work instruction opens at its step.

What is inside is shown one level deep, so guides that lead to each other in circles do no harm.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.guide_page import StepShown, illustrate_by, steps_shown
from server.step_links import guides_linked
from server.storage import guides, versions

CLOSE_UPS, STEPS = 20, 40
"""How many work instructions open in one guide at most, and how many steps of one; longer ones are links."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A guide that a step leads to; with its steps if it is a close-up of the step and to be followed."""

    title: str
    language: str
    count: int
    steps: tuple[StepShown, ...] = ()
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The guides that a guide leads to by their ids, and those that are not here any more."""

    linked: Mapping[str, Linked]
    gone: frozenset[str]


def surroundings_of(connection: Connection, guide: Guide) -> Surroundings:
    """Return what a guide's steps lead to, as readers see it."""
    ids = tuple(dict.fromkeys(each for step in guide.steps for each in guides_linked(step)))
    known = guides.all_summaries(connection, ids)
    kept = {each.id for each in known.values() if each.state != "archived"}
    close = [each for each in ids if each in kept and known[each].kind == "work instruction"]
    inside = {each: _steps(connection, each) for each in close[:CLOSE_UPS] if each != guide.id}
    linked = {
        each.id: Linked(
            each.title, each.language, each.steps, inside.get(each.id, ()), is_archived=each.id not in kept
        )
        for each in known.values()
    }
    return Surroundings(linked, frozenset(ids) - known.keys())


def _steps(connection: Connection, guide_id: str) -> tuple[StepShown, ...]:
    version = versions.published(connection, guide_id)
    if version is None or len(version.document.steps) > STEPS:
        return ()
    return steps_shown(version.document, illustrate_by(lambda drawing: drawing.url))

"""Guides of an office, and what people ask who do not know the guides' words: by this the search is judged.

Written before the search was tried on them. The answer is the guide that whoever asks needs, not one that
holds the words.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from recorder.document.guide import Guide
from server import clock
from server.base import KnowledgeBase
from server.publishing import publish
from server.storage import guides, people, processes

HERE = Path(__file__).parent


def _lines(name: str) -> Iterator[str]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))


def questions(name: str = "questions") -> tuple[tuple[str, str], ...]:
    """Return what is asked, each with the id of the guide that answers it: ours, or those of `others`."""
    lines = (line.partition(" => ") for line in _lines(f"{name}.txt"))
    return tuple((asked, answer) for asked, _, answer in lines)


def office_guides() -> tuple[Guide, ...]:
    """Return the guides."""
    return tuple(_guide(line.split(" | ")) for line in _lines("guides.txt"))


def _guide(fields: list[str]) -> Guide:
    key, title, covers, place, role, program, captions = fields
    process, _, stage = place.partition(" > ")
    steps = [
        {"id": f"s{at}", "kind": "action", "caption": caption, "window": {"title": program, "app": program}}
        for at, caption in enumerate(captions.split("; "), 1)
    ]
    document = {
        "format": "handrail-guide", "version": 1, "id": key, "title": title, "covers": covers, "steps": steps,
        "process": process, "stage": stage, "role": role,
    }  # fmt: skip
    return Guide.model_validate(document)


def fill(base: KnowledgeBase) -> None:
    """Publish the guides in a knowledge base, each at its place."""
    publish_all(base, office_guides())
    with base.database.writing() as connection:
        for guide in office_guides():
            place = processes.find_or_make(connection, guide.process, guide.stage)
            assert place is not None
            processes.put_guide(connection, guide.id, place)


def publish_all(base: KnowledgeBase, documents: Iterable[Guide]) -> None:
    """Publish guides in a knowledge base, at no place."""
    with base.database.writing() as connection:
        person = people.machine_user(connection)
        for guide in documents:
            guides.add(connection, guide, clock.now())
            publish(connection, guide, person)

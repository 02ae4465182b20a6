"""Guides of a few words each, for tests of what guides have in common."""

from collections.abc import Sequence
from typing import Any

from recorder.document.guide import Guide
from server import clock
from server.base import KnowledgeBase
from server.model import Person
from server.publishing import publish
from server.storage import guides, people, processes


def small_guide(guide_id: str, title: str, names: Sequence[str] = (), **changes: Any) -> Guide:
    """Return a guide that clicks controls of those names in a program, `app`, whose window is `window`."""
    app, window = changes.pop("app", "refund-desk"), changes.pop("window", "")
    links, url = changes.pop("links", {}), changes.pop("url", None)
    steps = [
        {
            "id": f"s{number}",
            "kind": "action",
            "caption": f"Click **{name}**",
            "short": name,
            "action": {"kind": "click"},
            "target": {"name": name, "role": "button"},
            "window": {"app": app, "title": window or app.replace("-", " "), "url": url},
            "links": links.get(number, []),
        }
        for number, name in enumerate(names, 1)
    ]
    if steps:
        steps[0] |= changes.pop("first", {})
    document = {"format": "handrail-guide", "version": 1, "id": guide_id, "title": title, "steps": steps}
    return Guide.model_validate(document | changes)


def put(base: KnowledgeBase, guide: Guide, place: tuple[str, str] = ("", "")) -> Person:
    """Publish a guide in a base, where it is to belong, and return who did."""
    guide = guide.model_copy(update={"process": place[0], "stage": place[1]})
    with base.database.writing() as connection:
        person = people.machine_user(connection)
        if not guides.exists(connection, guide.id):
            guides.add(connection, guide, clock.now())
        if found := processes.find_or_make(connection, *place):
            processes.move_guide(connection, guide.id, found)
        publish(connection, guide, person)
    return person

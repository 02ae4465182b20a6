"""Guides that are published at once, for tests of lists and pages: a row each, nothing drawn or indexed."""

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server import clock
from server.model import Version
from server.storage import guides, people, versions


def publish(connection: Connection, guide: str, title: str = "How to pack", **fields: object) -> None:
    """Publish a guide of that id without steps."""
    document = Guide.model_validate(
        {"format": "handrail-guide", "version": 1, "id": guide, "title": title, "steps": []} | fields
    )
    version = Version(guide, 1, document, clock.now(), people.machine_user(connection))
    guides.add(connection, document, at=clock.now())
    versions.add(connection, version)
    guides.show(connection, version, thumb=None)

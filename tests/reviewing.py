"""What tests of reviews share: editors whose links hold, and how a guide stands."""

from server import clock
from server.base import KnowledgeBase
from server.links import Ticket, new_device
from server.model import Person
from server.standing import Standing
from server.storage import links, people, reviews


def editor(base: KnowledgeBase, name: str, link: str = "") -> Person:
    """Return who opened an editor's link of their own and gave that name."""
    called = link or f"Link of {name}"
    with base.database.writing() as connection:
        links.add_link(connection, called, "editor", called, clock.now())
        ticket = Ticket(links.find_link(connection, called).id, 1, new_device())
        person = people.claim(connection, name)
        links.note_use(connection, ticket, clock.now())
        links.name_device(connection, ticket.device, person.id)
    return person


def leave(base: KnowledgeBase, name: str) -> None:
    """End the link of a person."""
    with base.database.writing() as connection:
        links.end_link(connection, f"Link of {name}", clock.now())


def stands(base: KnowledgeBase, guide: str = "refund") -> Standing:
    """Return how a guide stands."""
    with base.database.reading() as connection:
        found = reviews.standing(connection, guide)
    assert found is not None
    return found

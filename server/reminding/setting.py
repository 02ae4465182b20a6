"""What a person sets of how they are reminded."""

from server import clock
from server.base import KnowledgeBase
from server.model import Person
from server.reminding.mailing import checked
from server.reminding.slots import Often, day_of_mail
from server.storage import reminders


def remind(base: KnowledgeBase, person: Person, email: str, often: Often) -> None:
    """Let mail go there so often, from the next day of mail on; NotAnAddressError where none can go."""
    address = checked(email)
    done_for = day_of_mail(often, clock.now().astimezone(base.settings.zone))
    with base.database.writing() as connection:
        reminders.put(connection, person.id, address, often if address else "never", done_for)


def renew(base: KnowledgeBase, person: Person) -> None:
    """Let the addresses of the person's feeds hold no longer."""
    with base.database.writing() as connection:
        reminders.renew(connection, person.id)

"""A program changed: every guide that uses it needs an update until somebody looked, or all is taken back."""

from sqlalchemy import Connection

from server.errors import NotFoundError, ServerError
from server.model import Person
from server.programs import program_shown
from server.reviews import moving, needing_update, said
from server.standing import ProgramChange, Standing
from server.storage import counters, program_changes, reviews, traits
from server.storage.reviews import Moving


class NotUsedError(ServerError):
    """No guide uses the program."""

    status = 422


def tell(connection: Connection, program: str, words: str, person: Person) -> ProgramChange:
    """Let every guide that uses the program need an update, and return the change.

    Raises:
        NotUsedError: readers have no guide that uses it.
    """
    what = said(words, "Say in a few words what changed, so that each owner knows what to look for.")
    using = traits.guides_using(connection, program)
    if not using:
        raise NotUsedError(f"No guide uses {program or 'such a program'}; choose one of those listed.")
    change = program_changes.add(connection, program, what, person)
    line = reason_of(program, what)
    made = [needing_update(each, line) for each in reviews.among(connection, using)]
    reviews.log(connection, made, person, change)
    counters.bump(connection)
    return _one(connection, change)


def take_back(connection: Connection, change_id: int, person: Person) -> ProgramChange:
    """Let no guide need an update for that change any more; other reasons stay.

    Raises:
        NotFoundError: there is no such change, or it was taken back before.
    """
    change = _one(connection, change_id)
    if change.taken_back_at is not None:
        raise NotFoundError("That was taken back already; reload the page.")
    program_changes.take_back(connection, change_id, person)
    line = reason_of(change.program, change.words)
    asked = [each.guide for each in reviews.of_change(connection, change_id) if each.kind == "needs_update"]
    made = [
        without(each, line) for each in reviews.among(connection, asked) if line in each.reason.splitlines()
    ]
    reviews.log(connection, made, person, change_id)
    counters.bump(connection)
    return _one(connection, change_id)


def without(standing: Standing, line: str) -> Moving:
    """Return the move of a guide that has one reason less to need an update."""
    left = (each for each in standing.reason.splitlines() if each != line)
    return moving(standing, "taken_back", words=line, reason="\n".join(left))


def reason_of(program: str, words: str) -> str:
    """Return the line that stands at each guide."""
    return f"{program_shown(program)}: {words}"


def _one(connection: Connection, change_id: int) -> ProgramChange:
    found = program_changes.one(connection, change_id)
    if found is None:
        raise NotFoundError("There is no such change of a program, or no longer; reload the page.")
    return found

"""Makes processes, takes them away and puts them back, and opens slots for whoever asks for a guide."""

from sqlalchemy import Connection

from server.editing.base import tidy
from server.errors import NotFoundError, ServerError
from server.model import Person
from server.processes.changing import change_process, held
from server.processes.editing.errors import NamelessError, NameTakenError
from server.processes.editing.slots import InsertSlot, NewSlot
from server.processes.resolving import require_free_name
from server.processes.templates import edits_of
from server.storage import counters, deleted_processes, process_shapes, processes, redactions
from server.storage import process_calls as calls
from server.storage.deleted_processes import DeletedProcess
from server.storage.keys import free_key, tidy_name
from server.storage.tables import stages

LONGEST_NAME = 200


class TakenMeanwhileError(NameTakenError):
    """A deleted process cannot be put back, since another is called so by now."""

    def __init__(self, name: str, taken: NameTakenError) -> None:
        super().__init__(
            f"There is a process called “{name}” already; "
            "give that one another name, then put this one back.",
            **{key: taken.more[key] for key in ("process", "url")},
        )


class DeletedProcessError(ServerError):
    """The process was deleted, and can be put back."""

    status = 410

    def __init__(self, process: DeletedProcess) -> None:
        sentence = (
            "This process was deleted; an editor can put it back from the trash."  # readers see no name
        )
        super().__init__(sentence, type="deleted-process", process=process.id)


def make(connection: Connection, name: str, person: Person, template: str | None = None) -> str:
    """Make a process of that name, from a template where one is named, and return its id.

    Raises NamelessError, UnknownTemplateError, and NameTakenError whatever the case of the letters.
    """
    rewriter = redactions.rewriter(connection, None)
    name = tidy_name(tidy(rewriter.text(name) if rewriter else name))
    if not name:
        raise NamelessError("A process needs a name; say what is done, such as “Refunds”.")
    if len(name) > LONGEST_NAME:
        raise NamelessError(f"A name has at most {LONGEST_NAME} letters; say the rest in the purpose.")
    require_free_name(connection, name)
    edits = edits_of(template, lambda said: free_key(connection, stages.c.id, said)) if template else ()
    made = processes.add(connection, name)
    counters.bump(connection)
    if edits:
        change_process(connection, made, edits, person)
    return made


def delete(connection: Connection, process_id: str, person: Person) -> DeletedProcess:
    """Take the process out of everybody's sight; its guides stay, and only lose this place."""
    process = held(connection, process_id)
    staged = [{"guide": guide, "stage": stage.id} for stage in process.stages for guide in stage.guides]
    places = {
        "kind": "put_back",
        "guides": [{"guide": each, "stage": None} for each in process.guides] + staged,
    }
    emptied = process.model_copy(
        update={
            "guides": (),
            "stages": tuple(stage.model_copy(update={"guides": ()}) for stage in process.stages),
        }
    )
    process_shapes.save(connection, emptied)
    calls.add(connection, process_id, person, calls.New("made", [{"kind": "delete_process"}], [places]))
    deleted_processes.put(connection, process_id)
    counters.bump(connection)
    found = deleted_processes.one(connection, process_id)
    assert found is not None
    return found


def put_back(connection: Connection, process_id: str, person: Person) -> str:
    """Let a deleted process be there again, its guides in it; return its id.

    Raises NotFoundError where it was not deleted, and NameTakenError where another is called so by now.
    """
    is_held = deleted_processes.hold(connection, process_id)
    found = deleted_processes.one(connection, process_id) if is_held else None
    if found is None:
        raise NotFoundError("This process is not in the trash, or no longer; look for it by its name.")
    try:
        require_free_name(connection, found.name)
    except NameTakenError as error:
        raise TakenMeanwhileError(found.name, error) from None
    deleted_processes.take_out(connection, process_id)
    deleted_processes.place_again(connection, process_id, found.places)
    calls.add(connection, process_id, person, calls.New("made", [{"kind": "put_back"}]))
    counters.bump(connection)
    return process_id


def refuse_deleted(connection: Connection, process_id: str) -> None:
    """Raise DeletedProcessError if the process was deleted."""
    found = deleted_processes.one(connection, process_id)
    if found is not None:
        raise DeletedProcessError(found)


def open_slot(connection: Connection, stage_id: str, title: str, note: str, person: Person) -> str:
    """Say in that person's name that a stage needs one more guide, and return the id of its slot.

    Raises NotFoundError where there is no such stage.
    """
    process_id = processes.of_stage(connection, stage_id)
    if process_id is None:
        raise NotFoundError("There is no such stage, or no longer; look at its process.")
    wanted = InsertSlot(stage=stage_id, content=NewSlot(title=title, note=note))
    changed = change_process(connection, process_id, [wanted], person)
    (made,) = changed.edits
    assert isinstance(made, InsertSlot)
    assert made.content.id is not None
    return made.content.id

"""What can be wrong with an edit of a process."""

from typing import Any

from server.errors import ServerError
from server.processes.editing.shape import MOST_SLOTS, MOST_STAGES


class UnknownStageError(ServerError):
    """The edit names a stage that the process does not have, or no longer."""

    status = 409

    def __init__(self, stage: str) -> None:
        sentence = "Somebody deleted this stage meanwhile; reload the page to see the process as it is."
        super().__init__(sentence, stage=stage)


class UnknownSlotError(ServerError):
    """The edit names a slot that the process does not have, or no longer."""

    status = 409

    def __init__(self, slot: str) -> None:
        sentence = "This open slot is filled or gone; reload the page to see the process as it is."
        super().__init__(sentence, slot=slot)


class ElsewhereError(ServerError):
    """The guide that an edit takes away or goes after is not there, or no longer."""

    status = 409

    def __init__(self, guide: str) -> None:
        sentence = "This guide is not in that place any more; reload the page to see the process as it is."
        super().__init__(sentence, guide=guide)


class UnknownPlacedError(ServerError):
    """There is no guide, person or process as the edit names it."""

    status = 409


class NameTakenError(ServerError):
    """Another one has this name already, but for the case of its letters."""

    status = 409

    def __init__(self, sentence: str, **more: Any) -> None:
        super().__init__(sentence, type="name-taken", **more)


class NamelessError(ServerError):
    """A process or a stage was to be without a name."""

    status = 422


class CircleError(ServerError):
    """A process would be a part of itself."""

    status = 422

    def __init__(self, names: tuple[str, ...]) -> None:
        way = " \u203a ".join(names)
        super().__init__(f"Then processes would lead in a circle ({way}); choose another process.", way=names)


class TooManyError(ServerError):
    """The process would have more of something than fits."""

    status = 422


def too_many_stages() -> TooManyError:
    """Return what to say of one stage too many."""
    return TooManyError(f"A process holds at most {MOST_STAGES:,} stages; make a process of some of them.")


def too_many_slots() -> TooManyError:
    """Return what to say of one slot too many."""
    return TooManyError(f"A stage holds at most {MOST_SLOTS} open slots; make another stage for the rest.")


class UsedKeyError(ServerError):
    """A new stage or slot was given the id of another."""

    status = 409

    def __init__(self, key: str) -> None:
        super().__init__(f"Another stage or slot has the id {key}; make a new one.", id=key)


class ProcessConflictError(ServerError):
    """Somebody else changed the same meanwhile; both are in the answer and nothing was stored."""

    status = 409

    def __init__(self, kind: str, field: str, **more: Any) -> None:
        super().__init__(
            "Somebody changed the same meanwhile, so nothing was saved; "
            "look at both and save the one you want.",
            type="conflict",
            kind=kind,
            field=field,
            **more,
        )

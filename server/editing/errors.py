"""What can be wrong with an edit."""

from typing import Any

from server.editing.base import BaseEdit
from server.errors import ServerError

MOST_STEPS = 10_000


class UnknownStepError(ServerError):
    """The edit names a step that the guide does not have, or no longer."""

    status = 409

    def __init__(self, step: str) -> None:
        super().__init__(
            f"The step {step} is not in this guide, or no longer; reload the page to see it as it is.",
            step=step,
        )


class UnknownValueError(ServerError):
    """The edit names a value that its step does not have."""

    status = 409

    def __init__(self, step: str, name: str) -> None:
        super().__init__(
            f"The step has no value named {name!r}; reload the page to see it as it is.", step=step, name=name
        )


class CannotMergeError(ServerError):
    """Two steps cannot be made one: they are no neighbours, or no two actions."""

    status = 409

    def __init__(self, *, neighbours: bool = True) -> None:
        super().__init__(
            "Only an action can be merged, with the action or the note right after it."
            if neighbours
            else "These steps no longer follow each other; reload the page to see the guide as it is."
        )


class UnknownMomentError(ServerError):
    """The edit names a moment that the recording does not have of its step."""

    status = 409

    def __init__(self, step: str) -> None:
        super().__init__("The recording has no such picture of this step; choose another.", step=step)


class UnknownPictureError(ServerError):
    """The edit names a picture that is not stored here, or says another size of it."""

    status = 409

    def __init__(self, file: str) -> None:
        super().__init__("This picture is not stored here; add its file first.", file=file)


class PicturelessError(ServerError):
    """The edit crops or marks the picture of a step that has none."""

    status = 409

    def __init__(self, step: str) -> None:
        super().__init__("This step has no picture; give it one first.", step=step)


class OutsideError(ServerError):
    """A crop shows nothing of its picture."""

    status = 422

    def __init__(self, step: str) -> None:
        super().__init__("The crop lies outside of the picture; draw it on the picture.", step=step)


class UnseenMarkError(ServerError):
    """Nothing of a new mark could be seen: it lies outside of the picture, or is empty."""

    status = 422

    def __init__(self, step: str, kind: str) -> None:
        sentence = f"The {kind} mark would not be seen: it is empty or outside of the picture; draw it there."
        super().__init__(sentence, step=step, mark=kind)


class NotLeftOutError(ServerError):
    """The edit asks for a step that no rule left out, or that is back already."""

    status = 409

    def __init__(self, step: str) -> None:
        super().__init__(
            "This step was not left out, or it is back already; reload the page to see the guide as it is.",
            step=step,
        )


class UsedIdError(ServerError):
    """A new step was given the id of another."""

    status = 409

    def __init__(self, step: str) -> None:
        super().__init__(f"Another step of this guide has the id {step}; make a new one.", step=step)


class NestingError(ServerError):
    """A step was to be nested below nothing."""

    status = 409

    def __init__(self, step: str) -> None:
        super().__init__("A sub-step needs a step above it; move it below one first.", step=step)


class TooManyStepsError(ServerError):
    """The guide would have more steps than fit."""

    status = 422

    def __init__(self) -> None:
        super().__init__(f"A guide holds at most {MOST_STEPS:,} steps; make a second guide of the rest.")


class WordlessError(ServerError):
    """A title or a caption was to be left empty."""

    status = 422


class TooLongError(ServerError):
    """More words were written than fit."""

    status = 422

    def __init__(self) -> None:
        super().__init__("Some words are too long, so nothing was saved; shorten them and save again.")


class ChangedTextError(ServerError):
    """A text in which words were to be replaced says something else by now."""

    status = 409

    def __init__(self, step: str | None, before: str, theirs: str) -> None:
        super().__init__(
            "Somebody changed this text meanwhile, so nothing was replaced in this guide; look once more.",
            step=step,
            before=before,
            theirs=theirs,
        )


class ConflictError(ServerError):
    """Somebody else changed the same words meanwhile; both are in the answer and nothing was stored."""

    status = 409

    def __init__(self, edit: BaseEdit, **texts: Any) -> None:
        super().__init__(
            "Somebody changed the same words meanwhile, so nothing was saved; "
            "look at both and save the one you want.",
            kind=edit.kind,
            step=getattr(edit, "step", None),
            **texts,
        )

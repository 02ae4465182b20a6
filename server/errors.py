"""What can go wrong in the knowledge base, each with one sentence that says the mend."""

from collections.abc import Mapping
from typing import Any


class ServerError(Exception):
    """The root of all errors that a person can meet; its text is shown as it is."""

    status = 500
    """The HTTP status that the web answers with; leaves say their own."""

    def __init__(self, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self._more = more

    @property
    def more(self) -> Mapping[str, Any]:
        """What a program may want to know besides, as members of the problem details."""
        return self._more


class NotFoundError(ServerError):
    """What was asked for is not here, or not for this person."""

    status = 404


class NoSuchGuideError(NotFoundError):
    """There is no guide of that id, or none that whoever asks may see."""

    def __init__(self) -> None:
        super().__init__("There is no such guide, or no longer; look for it by its title.")


class NoSuchProcessError(NotFoundError):
    """There is no process of that id."""

    def __init__(self) -> None:
        super().__init__("There is no such process, or no longer; look for it from the home page.")

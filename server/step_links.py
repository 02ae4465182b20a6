"""Where a step leads, as pages show it: another guide, such as a work instruction, or an address."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from recorder.document.guide import Step
from server.editing.links import StepLink


@dataclass(frozen=True, slots=True)
class LinkShown:
    """The words of a link and the address it leads to; `place` is where it stands among the step's links."""

    text: str
    address: str
    place: int


def links_shown(step: Step) -> Iterator[LinkShown]:
    """Give where a step leads, leaving out what names no place, or one that is not safe to go to."""
    for place, told in enumerate(step.links):
        try:
            link = StepLink.model_validate(told)
        except ValidationError:
            continue
        address = link.address or f"/guides/{link.guide}"
        yield LinkShown(link.text or link.guide or address, address, place)

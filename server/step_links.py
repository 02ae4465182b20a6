"""Where a step leads, as pages show it: another guide, such as a work instruction, or an address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from recorder.document.guide import Step
from server.editing.links import StepLink


@dataclass(frozen=True, slots=True)
class LinkShown:
    """The words of a link and the address it leads to; `place` is where it stands among the step's links.

    `guide` is the id of the guide that it leads to, if it does.
    """

    text: str
    address: str
    place: int
    guide: str = ""


_GUIDE = re.compile(r"/guides/(?P<guide>[A-Za-z0-9_-]{1,64})(?:[?#].*)?")


def links_shown(step: Step) -> Iterator[LinkShown]:
    """Give where a step leads, leaving out what names no place, or one that is not safe to go to."""
    for place, link in _links(step):
        address = link.address or f"/guides/{link.guide}"
        yield LinkShown(link.text or link.guide or address, address, place, _led(link))


def guides_linked(step: Step) -> Iterator[str]:
    """Give the ids of the guides that a step leads to, also where the link is an address of this server."""
    for _, link in _links(step):
        if led := _led(link):
            yield led


def _led(link: StepLink) -> str:
    """Return the guide that a link leads to, empty where it leads elsewhere."""
    found = _GUIDE.fullmatch(link.address or "")
    return link.guide or (found["guide"] if found else "")


def _links(step: Step) -> Iterator[tuple[int, StepLink]]:
    for place, told in enumerate(step.links):
        try:
            yield place, StepLink.model_validate(told)
        except ValidationError:
            continue

"""The edit that lets a step lead elsewhere: to another guide, as a work instruction, or to an address."""

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from recorder.document.guide import Guide, Id, Line
from recorder.document.markup import is_safe_address
from server.editing.base import BaseEdit
from server.editing.steps import find_step, is_as_wanted, with_step

MOST = 50


class StepLink(BaseModel):
    """Where a step leads: to a `guide` of this knowledge base or to an `address`, and the `text` to show."""

    model_config = ConfigDict(frozen=True, extra="allow")

    text: Line = ""
    guide: Id | None = None
    address: Annotated[str, Field(max_length=2_000)] | None = None

    @model_validator(mode="after")
    def _leads_to_one_place(self) -> "StepLink":
        if (self.guide is None) == (self.address is None):
            raise ValueError("a link leads to a guide or to an address")
        if self.address is not None and not is_safe_address(self.address):
            raise ValueError("a link's address begins with https://, http://, mailto:, / or #")
        return self


class SetLinks(BaseEdit):
    """Let a step lead to these places, in this order; `before` are the links that were seen."""

    kind: Literal["set_links"] = "set_links"
    step: Id
    before: tuple[Any, ...]
    links: Annotated[tuple[StepLink, ...], Field(max_length=MOST)]


def set_links(guide: Guide, edit: SetLinks) -> Guide:
    """Return the guide whose step leads to these places."""
    step = find_step(guide, edit.step)
    wanted = tuple(link.model_dump(exclude_defaults=True) for link in edit.links)
    if is_as_wanted(edit, step.links, edit.before, wanted, _same):
        return guide
    return with_step(guide, step.model_copy(update={"links": wanted}))


def _same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return _written(one) == _written(other)


def _written(links: tuple[Any, ...]) -> str:
    return json.dumps([_told(link) for link in links], sort_keys=True)


def _told(link: Any) -> Any:
    """Return a link without what says nothing."""
    if isinstance(link, dict):
        return {name: value for name, value in link.items() if value not in (None, "")}
    return link

"""What pages show of what was said: beside which step, by whom, and what whoever looks may do with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup
from sqlalchemy import Connection

from recorder.document.guide import Guide
from recorder.document.markup import plain
from server.feedback.base import Feedback, Sayer
from server.feedback.linked import linked
from server.feedback.saying import MOST_REPLIES, may_take_back
from server.guide_page import numbers_of, shortened
from server.marking import Piece, marked, readable
from server.storage import feedback as kept
from server.storage import versions


@dataclass(frozen=True, slots=True)
class StepNamed:
    """The step that something is about: its number, empty where it has none, and its words.

    It `is_gone` where the guide has it no more.
    """

    id: str
    number: str
    name: str
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class SaidShown:
    """One thing said with its replies, the words ready to print, and what may be done with it."""

    said: Feedback
    words: Markup
    step: StepNamed | None
    pieces: tuple[Piece, ...]
    replies: "tuple[SaidShown, ...]"
    is_mine: bool
    may_take_back: bool
    may_resolve: bool
    may_reply: bool


@dataclass(frozen=True)
class Steps:
    """The steps of a guide by id, and those of older versions where it has them no more."""

    connection: Connection
    guide: Guide

    @cached_property
    def _now(self) -> Mapping[str, StepNamed]:
        return {each.id: each for each in _named(self.guide, is_gone=False)}

    def named(self, said: Feedback) -> StepNamed | None:
        """Return the step that it is about."""
        if said.step is None:
            return None
        if said.step in self._now:
            return self._now[said.step]
        read = versions.numbered(self.connection, said.guide, said.version)
        gone = _named(read.document, is_gone=True) if read else ()
        return next(
            (each for each in gone if each.id == said.step), StepNamed(said.step, "", "", is_gone=True)
        )

    def find(self, step: str) -> StepNamed | None:
        """Return the step that the guide has now under that id."""
        return self._now.get(step)


def shown(steps: Steps, reader: Sayer, listed: Sequence[Feedback]) -> tuple[SaidShown, ...]:
    """Return what was said as somebody sees it, with the replies."""
    replies = kept.replies(steps.connection, [each.id for each in listed])
    return tuple(_shown(steps, reader, each, replies.get(each.id, ())) for each in listed)


def _shown(steps: Steps, reader: Sayer, said: Feedback, replies: Sequence[Feedback]) -> SaidShown:
    is_mine = reader.owns(said)
    return SaidShown(
        said=said,
        words=linked(said.words),
        step=steps.named(said) if said.of is None else None,
        pieces=marked(*readable(said.before, said.words)) if said.kind == "suggestion" else (),
        replies=tuple(_shown(steps, reader, each, ()) for each in replies),
        is_mine=is_mine,
        may_take_back=reader.may_edit or may_take_back(said, reader, is_answered=bool(replies)),
        may_resolve=_may_resolve(reader, said),
        may_reply=said.of is None and said.is_open and len(replies) < MOST_REPLIES,
    )


def _may_resolve(reader: Sayer, said: Feedback) -> bool:
    """Tell whether it is offered: whoever suggested a wording takes it back instead."""
    may = reader.may_edit or (reader.owns(said) and said.kind != "suggestion")
    return may and said.of is None and said.is_open


def _named(guide: Guide, *, is_gone: bool) -> Iterable[StepNamed]:
    return (
        StepNamed(step.id, number, shortened(plain(step.caption)), is_gone)
        for step, number in zip(guide.steps, numbers_of(guide), strict=True)
    )

"""What a guide's page shows editors of its recording: other moments of each step, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from recorder.compose.leftout import Piece
from recorder.compose.moments import Which
from recorder.compose.phrases import phrases
from recorder.compose.rules import explain
from recorder.document.guide import Guide, Step
from server.drawings import small
from server.guide_page import Sized, numbers, safe
from server.recorded import Told, choices, offered, with_moment


@dataclass(frozen=True, slots=True)
class MomentShown:
    """One moment to choose for a step; `before` is the file that its picture shows now."""

    which: Which
    before: str
    image: Sized
    is_shown: bool


@dataclass(frozen=True, slots=True)
class LeftOutShown:
    """One step that a rule left out, why, and the number of the step it went into, if that is there."""

    id: str
    caption: Markup
    why: str
    number: str
    image: Sized | None


def moments_shown(told: Told | None, guide: Guide) -> Mapping[str, tuple[MomentShown, ...]]:
    """Return the moments of each step that there is a choice for, none shown twice."""
    found = {step.id: tuple(_moments(told, guide, step)) for step in guide.steps if step.picture}
    return {step: moments for step, moments in found.items() if any(not each.is_shown for each in moments)}


def left_out_shown(told: Told | None, guide: Guide, language: str) -> tuple[LeftOutShown, ...]:
    """Return what can be brought back, explained in a language."""
    numbered = dict(zip((step.id for step in guide.steps), numbers(guide.steps), strict=True))
    return tuple(_left_out(each, guide, numbered, language) for each in offered(told, guide))


def _moments(told: Told | None, guide: Guide, step: Step) -> list[MomentShown]:
    now = step.picture.file if step.picture else ""
    seen: dict[str, MomentShown] = {}
    for which, picture in choices(told, guide, step.id).items():
        image = _sized(with_moment(step, picture), f"steps/{step.id}/moments/{which}", guide.id)
        if image:
            seen.setdefault(picture.file, MomentShown(which, now, image, picture.file == now))
    return list(seen.values())


def _left_out(piece: Piece, guide: Guide, numbered: Mapping[str, str], language: str) -> LeftOutShown:
    step = piece.step
    return LeftOutShown(
        id=step.id,
        caption=safe(step.caption),
        why=explain(piece.rule, phrases(language)) or piece.rule,
        number=numbered.get(piece.into or "", ""),
        image=_sized(step, f"left-out/{step.id}", guide.id),
    )


def _sized(step: Step, name: str, guide_id: str) -> Sized | None:
    drawing = small(step)
    if drawing is None:
        return None
    address = f"/api/guides/{guide_id}/{name}.webp?{drawing.key[:12]}"
    return Sized(address, drawing.width, drawing.height)

"""What the sheet of a take shows: each step as it is beside what it would be, and what to say of all."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from recorder.compose.values import window_name
from recorder.document.alternatives import alt_text
from recorder.document.guide import Guide, Step
from server.drawings import small
from server.editor_page import numbered
from server.guide_page import Sized, safe
from server.laying import Laid
from server.placing import Choice, Row

WIDE = 400
"""Points of a picture's width on the sheet."""


@dataclass(frozen=True, slots=True)
class Side:
    """One step on one side of a row."""

    number: str
    caption: Markup
    alt: str
    image: Sized | None


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row; `new_words` is the caption of the take where somebody wrote the present one."""

    row: Row
    now: Side | None
    would_be: Side | None
    new_words: Markup
    chosen: Choice

    @property
    def key(self) -> str:
        """What the choice goes by."""
        return self.row.key


@dataclass(frozen=True, slots=True)
class Summary:
    """How many steps of the take are what, and whether it looks like a take of something else."""

    same: int
    changed: int
    new: int
    gone: int
    programs: tuple[str, str] | None
    """The programs of the guide and of the take, where the two have nothing in common."""


def rows_shown(laid: Laid, chosen: dict[str, Choice] | None = None) -> tuple[RowShown, ...]:
    """Return what the sheet shows; `chosen` is what was chosen before."""
    numbers = {step.id: number for step, number in numbered(laid.guide)}
    return tuple(_shown(laid, row, numbers, chosen or {}) for row in laid.rows if _concerns(row))


def summary_of(laid: Laid) -> Summary:
    """Return what is to be said of the whole take."""
    kinds = [row.pair.kind for row in laid.rows if _concerns(row) and row.why != "result"]
    same, changed, new, gone = (kinds.count(kind) for kind in ("same", "changed", "new", "gone"))
    return Summary(same, changed, new, gone, _programs(laid))


def image_of(step: Step, address: str) -> Sized | None:
    """Return the small drawing of a step at an address, None where it has no picture."""
    drawing = small(step, WIDE)
    return Sized(f"{address}{drawing.key[:12]}", drawing.width, drawing.height) if drawing else None


def _concerns(row: Row) -> bool:
    """Tell whether there is anything to be said of a row: not of notes that stay anyway."""
    return not (row.pair.kind == "gone" and row.why == "nothing")


def _shown(laid: Laid, row: Row, numbers: dict[str, str], chosen: dict[str, Choice]) -> RowShown:
    guide, (old, new) = laid.guide.id, (row.pair.old, row.pair.new)
    address = f"/api/guides/{guide}/takes/{laid.number}/rows/{row.key}.webp"
    now = _side(old, numbers[old.id], f"{address}?now=1&") if old else None
    would_be = _side(row.would_be, "", f"{address}?") if row.would_be else None
    words = safe(new.caption) if new and row.has_other_words else Markup()
    return RowShown(row, now, would_be, words, chosen.get(row.key, row.first))


def _side(step: Step, number: str, address: str) -> Side:
    return Side(number, safe(step.caption), alt_text(step), image_of(step, address))


def _programs(laid: Laid) -> tuple[str, str] | None:
    if any(row.pair.old and row.pair.new for row in laid.rows):
        return None
    here, there = (tuple(dict.fromkeys(_names(guide))) for guide in (laid.guide, laid.beside.take))
    if not here or not there or set(here) & set(there):
        return None
    return ", ".join(here[:3]), ", ".join(there[:3])


def _names(guide: Guide) -> Iterator[str]:
    for step in guide.steps:
        name = window_name(step.window)
        if name and step.kind == "action":
            yield name

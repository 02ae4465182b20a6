"""What a guide's page shows: a guide turned into steps with numbers, words ready to print and pictures.

The served page and the exported file share this; they differ in where pictures come from.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from recorder.document.alternatives import alt_text
from recorder.document.guide import Callout, CaseValue, Guide, Step
from recorder.document.markup import plain, to_html, to_html_blocks
from server.drawings import Drawing, drawings_of
from server.levels import levels_of
from server.programs import programs_shown
from server.step_links import LinkShown, links_shown

SHORT = 48
"""Letters of a step's name in the contents before it is cut."""


@dataclass(frozen=True, slots=True)
class Sized:
    """An image to show: its address, and its size so that the page can keep its place."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A step's picture: wide, close for narrow screens where that differs, and whole behind a click."""

    wide: Sized
    close: Sized | None
    whole: str
    alt: str


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step as readers see it.

    `source` is the caption as an editor writes it, `said` a name for all that the step says.
    """

    id: str
    kind: str
    level: int
    number: str
    caption: Markup
    source: str
    short: str
    detail: Markup
    when: str
    optional: bool
    values: tuple[CaseValue, ...]
    links: tuple[LinkShown, ...]
    callout: Callout | None
    callout_words: Markup
    picture: PictureShown | None
    said: str


Illustrate = Callable[[Step], PictureShown | None]
"""Gives a step's picture, wherever it comes from."""


def steps_shown(guide: Guide, illustrate: Illustrate) -> tuple[StepShown, ...]:
    """Return the steps of a guide as its page shows them, without values that readers may not see."""
    return tuple(
        step_shown(step, number, illustrate)
        for step, number in zip(guide.steps, numbers_of(guide), strict=True)
    )


def step_shown(step: Step, number: str, illustrate: Illustrate) -> StepShown:
    """Return one step as the page shows it."""
    picture = illustrate(step)
    return StepShown(
        id=step.id,
        kind=step.kind,
        level=number.count(".") if number else step.level,
        number=number,
        caption=safe(step.caption, keys=step.action is not None and step.action.kind == "press"),
        source=step.caption,
        short=shortened(step.short or plain(step.caption)),
        detail=Markup(to_html_blocks(step.detail)),  # noqa: S704 # as below
        when=plain(step.when),
        optional=step.optional,
        values=tuple(value for value in step.values if value.show != "never"),
        links=tuple(links_shown(step)),
        callout=step.callout,
        callout_words=safe(step.callout.text) if step.callout else Markup(),
        picture=picture,
        said=said_by(step, picture),
    )


def said_by(step: Step, picture: PictureShown | None) -> str:
    """Return a name for all that readers see of a step: another one once anything of it has changed."""
    shown = (
        *(step.kind, step.caption, step.detail, step.when, step.optional, step.callout, step.links),
        [value for value in step.values if value.show != "never"],
        picture.wide.address if picture else "",
    )
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:8]


def numbers_of(guide: Guide) -> tuple[str, ...]:
    """Return the numbers of a guide's steps; the rules of a guideline have no order and so no numbers."""
    return ("",) * len(guide.steps) if guide.kind == "guideline" else tuple(numbers(guide.steps))


def numbers(steps: tuple[Step, ...]) -> Iterator[str]:
    """Give each step its number: 1, 2, 2.1, 2.2, 3; notes, headings and the result have none.

    Whatever levels a guide says, no number is given twice and none is left out.
    """
    counts = [0, 0, 0]
    levels = levels_of([step for step in steps if step.kind == "action"])
    for step in steps:
        if step.kind != "action":
            yield ""
            continue
        level = next(levels)
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        yield ".".join(str(count) for count in counts[: level + 1])


def shortened(words: str) -> str:
    """Return words that fit one line of the contents."""
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"


def safe(text: str, *, keys: bool = False) -> Markup:
    """Return a text of the guide as HTML; the markup escapes all it does not know."""
    return Markup(to_html(text, keys=keys))  # noqa: S704


def illustrate_by(address: Callable[[Drawing], str], *, whole: bool = True) -> Illustrate:
    """Return how steps are illustrated with what `address` gives for each drawing."""

    def illustrate(step: Step) -> PictureShown | None:
        drawn = drawings_of(step)
        if not drawn:
            return None
        wide, close = drawn["wide"], drawn["close"]
        return PictureShown(
            wide=_sized(wide, address),
            close=_sized(close, address) if close.crop != wide.crop else None,
            whole=address(drawn["whole"]) if whole else "",
            alt=alt_text(step),
        )

    return illustrate


def _sized(drawing: Drawing, address: Callable[[Drawing], str]) -> Sized:
    return Sized(address(drawing), drawing.width, drawing.height)


def about(guide: Guide, translate: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Return what else is known of a guide, name by name, leaving out what is empty."""
    known = (
        (translate("Purpose"), guide.purpose),
        (translate("Covers"), guide.covers),
        (translate("Does not cover"), guide.excludes),
        (translate("Result"), guide.result),
        (translate("Done by"), guide.role),
        (translate("Owner"), guide.owner),
        (translate("Risk"), _risk(guide, translate)),
        (translate("Programs"), programs_shown(guide)),
        (translate("Tags"), ", ".join(guide.tags)),
    )
    return tuple((name, words) for name, words in known if words)


def _risk(guide: Guide, translate: Callable[[str], str]) -> str:
    """Return the risk in words, nothing where it is as usual."""
    said = {
        "normal": "",
        "low": translate("Low"),
        "high": translate("High"),
        "critical": translate("Critical"),
    }
    return said.get(guide.risk, guide.risk)

"""A guide as lines of plain text: what the command line prints of it."""

from collections.abc import Iterator

from recorder.document.guide import Guide, Step
from recorder.document.markup import plain
from server.guide_page import numbers

_INDENT = "   "


def outline(guide: Guide) -> str:
    """Return the title, where the guide belongs, and its steps, one a line, numbered as they are followed."""
    place = " \u203a ".join(name for name in (guide.process, guide.stage) if name)
    minutes = f"{guide.minutes:g} min" if guide.minutes else ""
    facts = " · ".join(each for each in (place, minutes, guide.role) if each)
    numbered = zip(signs(guide.steps), guide.steps, strict=True)
    steps = [f"{_INDENT * step.level}{number} {plain(step.caption)}" for number, step in numbered]
    return "\n".join([guide.title, *([facts] if facts else []), "", *steps])


def signs(steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield what stands before each step: 2. and 2.1., a sign for what is not an action."""
    for step, number in zip(steps, numbers(steps), strict=True):
        yield f"{number}." if number else {"heading": "#", "result": "=>"}.get(step.kind, "-")

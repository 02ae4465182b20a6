"""What the editor shows of each step: the same in the page and in the answer to an edit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from recorder.document.guide import Guide, Step
from server.guide_page import illustrate_by, numbers_of, step_shown
from server.rendering import environment

BLANK = "new-step"
"""The id of the step in the page's template, from which a new one is made before the server answers."""


KEPT = 2_048
"""Steps whose HTML each process keeps: those of a few long guides in work."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A step whose HTML is wanted; everything that the HTML depends on is in the key."""

    key: tuple[str, ...]
    guide: Guide = field(compare=False)
    step: Step = field(compare=False)

    def __hash__(self) -> int:
        return hash(self.key)


def steps_html(guide: Guide, language: str) -> Iterator[Markup]:
    """Give the HTML of every step of the guide."""
    html = step_html(guide, language)
    return (Markup(html(step, number)) for step, number in numbered(guide))  # noqa: S704 - our own templates'


def blank_html(guide: Guide, language: str) -> Markup:
    """Return the HTML of a step without words, for the page's template."""
    blank = Step(id=BLANK, kind="action", caption="")
    return Markup(step_html(guide, language)(blank, ""))  # noqa: S704 - as above


def step_html(guide: Guide, language: str) -> Callable[[Step, str], str]:
    """Return what gives the HTML of one of the guide's steps with its number, as the page has it."""
    about = (language, guide.id, guide.kind, guide.language)
    return lambda step, number: _html(_Asked((*about, number, step.model_dump_json()), guide, step))


@lru_cache(KEPT)
def _html(asked: _Asked) -> str:
    language, *_, number, _step = asked.key
    shown = step_shown(asked.step, number, _illustrate)
    template = environment(language).get_template("editor/step.html")
    values = {"guide": asked.guide, "step": shown, "content": asked.step, "may_edit": True}
    return template.render(language=language, **values).strip()


def document_of(guide: Guide) -> dict[str, Any]:
    """Return the whole document as JSON, for the editor's scripts."""
    return guide.model_dump(mode="json")


def facts_of(guide: Guide) -> dict[str, Any]:
    """Return every field of the document but its steps, as JSON."""
    return guide.model_dump(mode="json", exclude={"steps"})


def numbered(guide: Guide) -> Iterator[tuple[Step, str]]:
    """Give each step with its number."""
    return zip(guide.steps, numbers_of(guide), strict=True)


_illustrate = illustrate_by(lambda drawing: drawing.url)

"""What the editor shows of each step: the same in the page and in the answer to an edit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from recorder.document.guide import Guide, Step
from server.guide_page import StepShown, illustrate_by, numbers_of, step_shown
from server.rendering import environment

BLANK = "new-step"
"""The id of the step in the page's template, from which a new one is made before the server answers."""


@dataclass(frozen=True, slots=True)
class StepEdited:
    """One step in the editor: as readers see it, and its content as the document has it."""

    shown: StepShown
    content: Step


def steps_edited(guide: Guide) -> tuple[StepEdited, ...]:
    """Return every step of the guide as the editor shows it."""
    numbered = zip(guide.steps, numbers_of(guide), strict=True)
    return tuple(StepEdited(step_shown(step, number, _illustrate), step) for step, number in numbered)


def blank_step() -> StepEdited:
    """Return a step without words, for the page's template."""
    step = Step(id=BLANK, kind="action", caption="")
    return StepEdited(step_shown(step, "", _illustrate), step)


def step_html(guide: Guide, language: str) -> Callable[[Step, str], str]:
    """Return what gives the HTML of one of the guide's steps with its number, as the page has it."""
    template = environment(language).get_template("editor/step.html")

    def html(step: Step, number: str) -> str:
        shown = step_shown(step, number, _illustrate)
        return template.render(
            guide=guide, step=shown, content=step, language=language, may_edit=True
        ).strip()

    return html


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

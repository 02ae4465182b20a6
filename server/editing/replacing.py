"""Find and replace in a guide: every place that readers see, and the edits that replace the chosen ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recorder.document.guide import Guide, Step
from server.editing.base import same_words
from server.editing.callouts import SetCallout, WantedCallout
from server.editing.edits import AnyEdit, kept_edit
from server.editing.errors import ChangedTextError, TooLongError
from server.editing.finding import Match, Wish, looked_through, replaced
from server.editing.steps import find_step

_SCOPE = ("purpose", "covers", "excludes", "inputs", "result", "role")
_SHORT = {"title", "role"}
_KINDS = {
    "title": ("set_title", "title"),
    "caption": ("set_caption", "caption"),
    "detail": ("set_detail", "detail"),
    "when": ("set_when", "when"),
    "value": ("set_value", "text"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """One text of a guide: the step it belongs to, the field, and the name of a value."""

    step: str | None
    field: str
    name: str | None
    text: str

    @property
    def markdown(self) -> bool:
        """Whether it is written in Markdown."""
        return self.field in ("caption", "detail", "callout", "when")

    @property
    def limit(self) -> int:
        """How many letters fit."""
        return 1_000 if self.field in _SHORT else 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """The places in one text of a guide, and the text with all of them replaced."""

    words: Words
    after: str
    places: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A text in which places are to be replaced, all or those of the numbers; `before` is what was seen."""

    step: str | None
    field: str
    name: str | None
    before: str
    numbers: tuple[int, ...] | None = None


def texts_of(guide: Guide) -> Iterator[Words]:
    """Yield the texts of a guide that readers see: title, scope, and of each step what it says."""
    yield Words(None, "title", None, guide.title)
    for field in _SCOPE:
        held = getattr(guide, field)
        yield Words(None, field, None, held if isinstance(held, str) else "\n".join(held))
    for step in guide.steps:
        yield from _texts_of_step(step)


def find(guide: Guide, wish: Wish) -> tuple[Found, ...]:
    """Return every text of the guide in which the words stand, in the order in which they are read."""
    found = []
    for words in texts_of(guide):
        places, after = looked_through(words.text, wish, markdown=words.markdown)
        if places:
            found.append(Found(words, after, places))
    return tuple(found)


def replacing(guide: Guide, wish: Wish, chosen: Iterable[Chosen] | None = None) -> tuple[AnyEdit, ...]:
    """Return the edits that replace the chosen places, or all of them, one a text.

    Raises ChangedTextError where a text is not what was seen, TooLongError where it would not fit any more.
    """
    here = {(words.step, words.field, words.name): words for words in texts_of(guide)}
    wanted = _all(guide, wish) if chosen is None else chosen
    edits = (_edit(guide, wish, here.get((each.step, each.field, each.name)), each) for each in wanted)
    return tuple(edits)


def _all(guide: Guide, wish: Wish) -> list[Chosen]:
    texts = (found.words for found in find(guide, wish))
    return [Chosen(words.step, words.field, words.name, words.text) for words in texts]


def _edit(guide: Guide, wish: Wish, words: Words | None, chosen: Chosen) -> AnyEdit:
    if words is None or not same_words(words.text, chosen.before):
        raise ChangedTextError(chosen.step, chosen.before, words.text if words else "")
    text = replaced(words.text, wish, chosen.numbers, markdown=words.markdown)
    if len(text) > words.limit:
        raise TooLongError
    return _setting(guide, words, text)


def _setting(guide: Guide, words: Words, text: str) -> AnyEdit:
    """Return the edit that lets a text say something else."""
    if words.field == "callout":
        callout = find_step(guide, words.step or "").callout
        wanted = WantedCallout(kind=callout.kind if callout else "tip", text=text)
        return SetCallout(step=words.step or "", before=callout, callout=wanted)
    kind, member = _KINDS.get(words.field, ("set_scope", "text"))
    about = {"step": words.step} if words.step else {}
    about |= {"name": words.name} if words.name is not None else {}
    about |= {"field": words.field} if kind == "set_scope" else {}
    return kept_edit({"kind": kind, **about, "before": words.text, member: text})


def _texts_of_step(step: Step) -> Iterator[Words]:
    yield Words(step.id, "caption", None, step.caption)
    yield Words(step.id, "detail", None, step.detail)
    yield Words(step.id, "when", None, step.when)
    yield Words(step.id, "callout", None, step.callout.text if step.callout else "")
    for value in {value.name: value for value in reversed(step.values)}.values():
        if value.show != "never":
            yield Words(step.id, "value", value.name, value.text)

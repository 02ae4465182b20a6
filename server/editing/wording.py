"""What a step says when something about it changes: words of our own follow, words by hand stay."""

from typing import Any

from recorder.compose.captions import caption_for, short_for
from recorder.document.guide import Step
from recorder.document.markup import plain

LONGEST_SHORT = 1_000


def reworded(step: Step, language: str, **changes: Any) -> Step:
    """Return the step with the changes, its caption said anew unless somebody wrote it by hand."""
    changed = step.model_copy(update=changes)
    if step.caption != caption_for(step, language):
        return changed
    return with_caption(changed, caption_for(changed, language), language)


def with_caption(step: Step, caption: str, language: str) -> Step:
    """Return the step with that caption, and the short form for lists that goes with it."""
    is_ours = caption == caption_for(step, language)
    short = short_for(step, language) if is_ours else plain(caption)[:LONGEST_SHORT]
    return step.model_copy(update={"caption": caption, "short": short})

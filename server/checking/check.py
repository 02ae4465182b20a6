"""Every rule, and what they find in a guide."""

from collections.abc import Collection

from recorder.document.guide import Guide
from server.checking import (
    acronyms,
    imperative,
    one_action,
    personal,
    pictures,
    scope,
    sentences,
    title,
    vague,
    wordless,
)
from server.checking.remarks import Remark, Rule, Translate

RULES: tuple[Rule, ...] = (
    personal.shows_somebody,
    wordless.says_nothing,
    title.says_no_action,
    scope.is_missing,
    imperative.does_not_ask,
    one_action.holds_two,
    vague.names_nothing,
    sentences.is_too_long,
    acronyms.is_unexplained,
    pictures.lacks_picture,
)


def remarks_on(guide: Guide, translate: Translate, may_stay: Collection[str] = ()) -> tuple[Remark, ...]:
    """Return what the rules say of a guide but what somebody let stand: what matters first, then in order."""
    order = {step.id: place for place, step in enumerate(guide.steps)}
    found = (each for rule in RULES for each in rule(guide, translate) if each.key not in may_stay)
    return tuple(sorted(found, key=lambda each: (not each.matters, order.get(each.step or "", -1))))

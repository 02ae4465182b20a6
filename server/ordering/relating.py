"""Which guides a reader of one may want next: few, those with much in common, each with what that is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from server.ordering.suggesting import rarity
from server.ordering.traits import TITLE, Term, Trait

WEIGHTS = {"program": 1.0, "host": 1.0, "word": 1.0}
TITLED, SAME_STAGE = 2.0, 1.5
LEAST, LEAST_BESIDE, MOST = 0.24, 0.14, 4
"""The least share of what could be in common, that of guides of the same stage, and how many are shown."""
STEP_WORDS = 12
COMMON = 120
"""From how many guides on a term is common; who shares it is then asked of the guides beside alone."""
SHOWN_WORDS = 3
PLAIN = {"stage": 2.0, "program": 1.5}
"""How much sooner than words a reason is told, since it is understood sooner."""


@dataclass(frozen=True, slots=True)
class Related:
    """A guide with what it has in common: the same `stage`, a `program`, a `host`, or `words`."""

    guide: str
    share: float
    what: Literal["stage", "program", "host", "words"]
    names: tuple[str, ...] = ()


def terms_of(traits: Iterable[Trait]) -> tuple[Term, ...]:
    """Return what of a guide's traits is asked about: its programs, and its most telling words."""
    mine = tuple(traits)
    titled = [each.term for each in mine if each.kind == "word" and each.weight >= TITLE]
    said = [each.term for each in mine if each.kind == "word" and each.weight < TITLE][:STEP_WORDS]
    return (*(each.term for each in mine if each.kind in ("program", "host")), *titled, *said)


def related(
    traits: Collection[Trait],
    shared: Mapping[Term, Mapping[str, int]],
    total: int,
    *,
    common: Collection[Term] = (),
    beside: Collection[str] = (),
    left_out: Collection[str] = (),
) -> tuple[Related, ...]:
    """Return the guides that have most in common with one, the most first.

    `shared` tells which guides share each term and how much, `beside` which belong to the same stage; `total`
    is how many guides there are. Of the terms that are `common` only those of guides beside are told.
    """
    weights = {each.term: each.weight for each in traits}
    gains: dict[str, dict[Term, float]] = defaultdict(dict)
    possible = 0.0
    for term, sharing in shared.items():
        is_titled = term.kind == "word" and weights.get(term, 0) >= TITLE
        spread = max(len(sharing), COMMON if term in common else 0)
        told = WEIGHTS[term.kind] * (TITLED if is_titled else 1) * rarity(min(spread, total), total)
        possible += told
        for guide, weight in sharing.items():
            gains[guide][term] = told * (1.0 if not is_titled or weight >= TITLE else 0.5)
    for guide in beside:
        gains[guide].setdefault(Term("stage", ""), SAME_STAGE)
    possible += SAME_STAGE if beside else 0
    found = (
        _told(guide, terms, possible) for guide, terms in gains.items() if guide not in left_out and possible
    )
    least = dict.fromkeys(beside, LEAST_BESIDE)
    good = [each for each in found if each and each.share >= least.get(each.guide, LEAST)]
    return tuple(sorted(good, key=lambda each: (-each.share, each.guide))[:MOST])


def _told(guide: str, gains: Mapping[Term, float], possible: float) -> Related | None:
    """Return a guide with the strongest thing in common; one thing alone is too little."""
    if len(gains) < 2:  # noqa: PLR2004
        return None
    by_kind: dict[str, float] = defaultdict(float)
    for term, gain in gains.items():
        by_kind["words" if term.kind == "word" else term.kind] += gain
    what = max(by_kind, key=lambda kind: (by_kind[kind] * PLAIN.get(kind, 1), kind))
    mine = [term for term in gains if term.kind == ("word" if what == "words" else what)]
    names = [term.name for term in sorted(mine, key=lambda term: -gains[term]) if term.name]
    share = sum(gains.values()) / possible
    return Related(guide, share, what, tuple(names[:SHOWN_WORDS]))  # type: ignore[arg-type]

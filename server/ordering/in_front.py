"""Which guides are for the program and window in front: by program, host of a page, and the title's words."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from server.ordering.suggesting import rarity
from server.ordering.traits import LONGEST, TITLE, Term, host_of, program_of
from server.ordering.words import stems

WEIGHTS = {"program": 2.0, "host": 2.5, "window": 1.0, "word": 1.0}
MOST = 20
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Front:
    """What is in front of a person: a program, its window's title, and the address that a browser shows."""

    app: str = ""
    title: str = ""
    address: str = ""

    @property
    def program(self) -> str:
        """The program's name as guides are compared by it."""
        return program_of(self.app)

    @property
    def host(self) -> str:
        """The host that a browser shows."""
        return host_of(self.address)

    def terms(self) -> tuple[Term, ...]:
        """Return what guides for it may share."""
        own = {*stems(self.app.replace("-", " ")), *BROWSERS}
        words = list(dict.fromkeys(stem for stem in stems(self.title[:LONGEST]) if stem not in own))
        found = [Term("program", self.program)] if self.program else []
        found += [Term("host", self.host)] if self.host else []
        return (*found, *(Term(kind, word) for word in words[:MOST_WORDS] for kind in ("window", "word")))


BROWSERS = frozenset(
    stems("Mozilla Firefox Google Chrome Chromium Microsoft Edge Safari Opera Brave Profile")
)
"""Words in titles of windows that name a browser."""


@dataclass(frozen=True, slots=True)
class ForIt:
    """A guide for what is in front, how well it fits, and by what."""

    guide: str
    score: float
    what: Literal["host", "program", "title"]


def for_front(front: Front, shared: Mapping[Term, Mapping[str, int]], total: int) -> tuple[ForIt, ...]:
    """Return the guides that fit what is in front, best first; `shared` are those that share each term."""
    gains: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for term, sharing in shared.items():
        told = WEIGHTS[term.kind] * max(rarity(min(len(sharing), total), total), 0.05)
        what = term.kind if term.kind in ("host", "program") else "title"
        for guide, weight in sharing.items():
            more = 2.0 if term.kind == "word" and weight >= TITLE else 1.0
            gains[guide][what] += told * more
    found = (_fit(guide, kinds, front) for guide, kinds in gains.items())
    good = sorted((each for each in found if each), key=lambda each: (-each.score, each.guide))
    return tuple(good[:MOST])


def _fit(guide: str, kinds: Mapping[str, float], front: Front) -> ForIt | None:
    """Return how well a guide fits; words alone are too little where the program is known."""
    if set(kinds) == {"title"} and front.program and kinds["title"] < 1:
        return None
    what = next(each for each in ("host", "program", "title") if each in kinds)
    return ForIt(guide, sum(kinds.values()), what)  # type: ignore[arg-type]

"""What an author must still do to a guide to reach the expected one: captions to fix, steps to add."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal


@dataclass(frozen=True)
class Edit:
    """One thing an author must still do."""

    kind: Literal["fix", "missing", "surplus"]
    expected: str
    got: str

    def __str__(self) -> str:
        """Say what was expected and what came."""
        match self.kind:
            case "fix":
                return f"{self.got!r} should be {self.expected!r}"
            case "missing":
                return f"{self.expected!r} is missing"
            case _:
                return f"{self.got!r} is too much"


def edits_between(expected: Sequence[str], got: Sequence[str]) -> tuple[Edit, ...]:
    """Return the fewest edits that lead from the captions that came to those that were expected."""

    @cache
    def least(at: int, there: int) -> tuple[Edit, ...]:
        if at == len(expected):
            return tuple(Edit("surplus", "", each) for each in got[there:])
        if there == len(got):
            return tuple(Edit("missing", each, "") for each in expected[at:])
        if expected[at] == got[there]:
            return least(at + 1, there + 1)
        return min(
            (Edit("fix", expected[at], got[there]), *least(at + 1, there + 1)),
            (Edit("missing", expected[at], ""), *least(at + 1, there)),
            (Edit("surplus", "", got[there]), *least(at, there + 1)),
            key=len,
        )

    return least(0, 0)

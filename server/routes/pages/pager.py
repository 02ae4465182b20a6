"""A long list part by part: which part is shown, and where the others are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pager:
    """`total` things in parts of `each`; a part that is asked for beyond the last is the last."""

    total: int
    each: int
    asked: int = 1

    @property
    def parts(self) -> int:
        """How many parts there are, one at least."""
        return max(1, -(-self.total // self.each))

    @property
    def part(self) -> int:
        """The part that is shown, from 1 on."""
        return min(max(1, self.asked), self.parts)

    @property
    def offset(self) -> int:
        """How many things come before it."""
        return (self.part - 1) * self.each

    @property
    def first(self) -> int:
        """The number of the first thing shown."""
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last thing shown."""
        return min(self.offset + self.each, self.total)

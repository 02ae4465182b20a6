"""One thing that the doctor looked at, and what follows from all of them. Pure."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

NAME_WIDTH = 14
WELL = "All is well: record with 'handrail record -o FILE', or run 'handrail' and do it from the browser."


@dataclass(frozen=True, slots=True)
class Finding:
    """How it is, and what to do where it is not well; `needed` to record at all."""

    name: str
    well: bool
    told: str
    needed: bool = True

    @property
    def hinders(self) -> bool:
        """Whether nothing can be recorded like this."""
        return self.needed and not self.well


def lines_of(finding: Finding, width: int | None = None) -> Iterator[str]:
    """Yield a finding as a line, or as several under each other where there is a width to keep to."""
    head = f"{'ok' if finding.well else 'not':<5}{finding.name:<{NAME_WIDTH}}"
    told = textwrap.wrap(finding.told, max(40, width - len(head))) if width else [finding.told]
    for number, part in enumerate(told or [""]):
        yield f"{' ' * len(head) if number else head}{part}".rstrip()


def conclusion(findings: Sequence[Finding]) -> str:
    """Return what to do first."""
    wrong = [each for each in findings if not each.well]
    hindering = next((each for each in wrong if each.needed), None)
    if hindering:
        return f"Nothing can be recorded yet. Begin with {hindering.name}: {hindering.told}"
    if wrong:
        others = len(wrong) - 1
        more = f", then what else says 'not' ({others})" if others else ""
        return f"Recording works. To have it better, mend {wrong[0].name} first{more}."
    return WELL

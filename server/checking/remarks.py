"""A remark: one sentence about a guide, and what one click could do about it. None of them blocks anything.

A rule is a function from a guide to its remarks, one file a rule; `check.py` has them all. Its sentences go
through the `translate` it is handed.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from recorder.document.guide import Guide

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Mend:
    """What a button beside a remark does: makes `edits` (as programs send them), or opens something.

    `opens` names what the editor's page knows how to open, such as "words" for a text being written; `values`
    are handed to it.
    """

    label: str
    edits: tuple[Mapping[str, Any], ...] = ()
    opens: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence (`words`) about a step, or about the guide as a whole.

    `seen` is the text it was made of: a remark that somebody lets stand comes back when that text changes.
    `matters` says that readers may be harmed, not only helped less.
    """

    rule: str
    step: str | None
    words: str
    mends: tuple[Mend, ...] = ()
    seen: str = ""
    matters: bool = False

    @property
    def key(self) -> str:
        """A name for this remark about this very text; it tells nothing of the words themselves."""
        told = "\0".join((self.rule, self.step or "", self.seen))
        return hashlib.sha256(told.encode()).hexdigest()[:32]


Rule = Callable[[Guide, Translate], Iterable[Remark]]

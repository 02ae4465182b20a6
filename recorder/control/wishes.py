"""What a person asks of one recording before it begins."""

from dataclasses import dataclass, field
from pathlib import Path

from recorder.control.shortcuts import Keys


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked of one recording. `monitor` counts from 1; `countdown` is in seconds."""

    output: Path
    title: str = ""
    process: str = ""
    stage: str = ""
    language: str = "en"
    monitor: int | None = None
    window: str = ""
    exclude_window: tuple[str, ...] = ()
    whole_screen: bool = False
    keep: bool = False
    keys: Keys = field(default_factory=Keys)
    countdown: int = 0

"""Looks at each hotkey of a recording: can it be one, is it only one, and is it no other program's."""

from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import fields

from recorder.control.shortcuts import Keys, shortcuts_of, taken_told
from recorder.doctor.finding import Finding
from recorder.errors import RecorderError
from recorder.systems import this_system


def look_at_hotkeys(keys: Keys, *, ask: bool) -> Iterator[Finding]:
    """Yield a finding for each order that has keys; with `ask`, others' hotkeys are asked for."""
    good: list[str] = []
    for name, text in keys.items():
        try:
            shortcuts_of(_only(keys, [*good, name]))
        except RecorderError as error:
            yield Finding(f"{name} keys", well=False, told=str(error))
            continue
        good.append(name)
        taken = _taken(_only(keys, [name])) if ask else None
        yield Finding(f"{name} keys", taken is None, taken or text, needed=False)


def _taken(keys: Keys) -> str | None:
    """Return what is to say of keys that another program has."""
    with closing(this_system().claims()) as claims:
        return next(taken_told(keys, claims.taken(shortcuts_of(keys))), None)


def _only(keys: Keys, names: Collection[str]) -> Keys:
    """Return the keys without those of other orders."""
    return Keys(
        **{each.name: getattr(keys, each.name) if each.name in names else "" for each in fields(keys)}
    )

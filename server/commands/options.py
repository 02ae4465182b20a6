"""What several commands share: where the knowledge base is, its settings, and how lines are printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from recorder.control.shortcuts import Keys
    from server.settings import Settings

DATA = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="The knowledge base's folder."
)

INTO = (
    click.option("--into", metavar="GUIDE", help="Let it wait beside this guide, to be compared with it."),
    click.option("--after", default="", metavar="STEP", help="With --into: for the place after this step."),
    click.option("--again", default="", metavar="STEP", help="With --into: in place of this step."),
    click.option("--first", is_flag=True, help="With --into: for the place before all steps."),
)

HOTKEYS = {
    "stop": ("stops", "Ctrl+Alt+End"),
    "pause": ("pauses and goes on", "Ctrl+Alt+Home"),
    "picture": ("takes a picture now", "Ctrl+Alt+Insert"),
    "note": ("adds a note", "Ctrl+Alt+PageUp"),
    "discard": ("throws the last step away", "Ctrl+Alt+PageDown"),
    "here": ("shows the guides for the window in front", "Ctrl+Alt+H"),
}
"""What each hotkey does, and which keys it is unless others are wished."""


def hotkeys(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each hotkey of a recording."""
    for name, (deed, keys) in reversed(HOTKEYS.items()):
        named, told = f"HANDRAIL_{name.upper()}_KEYS", f"The hotkey that {deed}. [default: {keys}]"
        command = click.option(f"--{name}-keys", envvar=named, help=told)(command)
    return command


def into(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that name a place in a guide that is there already."""
    for option in reversed(INTO):
        command = option(command)
    return command


def keys_of(wished: Mapping[str, Any]) -> Keys:
    """Return the hotkeys wished by options whose names end in `_keys`."""
    from recorder.control.shortcuts import Keys

    named = {name: each for name, each in wished.items() if name.endswith("_keys") and each is not None}
    return Keys(**{name.removesuffix("_keys"): each for name, each in named.items()})


def settings(**wished: object) -> Settings:
    """Return the settings: what was said on the command line, else the environment's."""
    from pydantic import ValidationError

    from server.settings import Settings

    try:
        return Settings(**{name: value for name, value in wished.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise click.UsageError(f"HANDRAIL_{name} is not right: {first['msg']}.") from error


def say(line: str) -> None:
    """Print a line at once, also into a pipe."""
    click.echo(line)
    sys.stdout.flush()

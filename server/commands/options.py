"""What several commands share: where the knowledge base is, its settings, and how lines are printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from server.settings import Settings

DATA = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="The knowledge base's folder."
)


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

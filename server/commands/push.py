"""`handrail push`: guides to a team's knowledge base."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from recorder.errors import RecorderError
from server.commands.options import into


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "link",
    required=True,
    metavar="LINK",
    help="The editor's link of the knowledge base, or an ask's.",
)
@into
def push(files: tuple[Path, ...], link: str, **place: Any) -> None:
    """Hand guides to a team's knowledge base, and print where they are."""
    from recorder.push import push_guide, spot_of

    spot = spot_of(**place)
    failed = False
    for file in files:
        try:
            click.echo(push_guide(file, link, spot))
        except RecorderError as error:
            click.echo(f"handrail: {file.name}: {error}", err=True)
            failed = True
    if failed:
        sys.exit(1)

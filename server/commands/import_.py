"""`handrail import`: guide files into the knowledge base on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recorder.errors import GuideFileError
from server.commands.options import DATA, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.settings import Settings


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@DATA
def import_(files: tuple[Path, ...], data: Path | None) -> None:
    """Take guide files into the knowledge base on this machine."""
    if not take_in_files(settings(data=data), files):
        sys.exit(1)


def take_in_files(into: Settings, files: Sequence[Path]) -> bool:
    """Take guide files in, saying what became of each; return whether all of them could be."""
    from server.base import opened_base
    from server.importing import take_in
    from server.painting import draw_waiting
    from server.storage.people import machine_user

    failed = False
    with opened_base(into) as base:
        with base.database.writing() as connection:
            person = machine_user(connection)
        for file in files:
            try:
                arrival = take_in(base, file, person)
            except GuideFileError as error:
                click.echo(f"handrail: {file.name}: {error}", err=True)
                failed = True
            else:
                click.echo(f"{file.name}: {_OUTCOMES[arrival.outcome]} (/guides/{arrival.guide})")
        draw_waiting(base)
    return not failed


_OUTCOMES = {
    "new": "is in the knowledge base",
    "same": "was there already, just so",
    "draft": "differs from what came before; it waits as a draft, and nothing was overwritten",
    "back": "was in the trash and is back; what is new in it waits as a draft",
}

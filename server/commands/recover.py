"""`handrail recover`: the guides of recordings that were interrupted."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file, or a folder for several.")
@click.option("--keep", is_flag=True, help="Leave the recordings where they are.")
def recover(output: Path | None, *, keep: bool) -> None:
    """Finish what a crash interrupted."""
    from recorder.capture.recover import recover_all
    from recorder.capture.spool import spool_root

    done: list[bool] = []
    for each in recover_all(spool_root(), output, keep=keep):
        done.append(each.guide is not None)
        click.echo(each.told, err=not done[-1])
    if not done:
        click.echo("No recording was interrupted.")
    if not all(done):
        sys.exit(1)

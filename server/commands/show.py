"""`handrail show`: a guide in the terminal."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the whole document as JSON.")
@click.option("--ledger", is_flag=True, help="Print what became of every recorded event.")
def show(file: Path, *, as_json: bool, ledger: bool) -> None:
    """Print the title and the steps of a guide."""
    from recorder.document.guidefile import read_guide
    from recorder.document.guidejson import guide_to_json
    from server.outline import account, outline

    with read_guide(file) as opened:
        guide = opened.guide
    if as_json:
        click.echo(guide_to_json(guide))
    elif ledger:
        click.echo(account(guide.recorded.ledger if guide.recorded else None))
    else:
        click.echo(outline(guide))

"""`handrail show`: a guide in the terminal."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the whole document, or the ledger, as JSON.")
@click.option("--ledger", is_flag=True, help="Print what became of every recorded event, and by which rule.")
def show(file: Path, *, as_json: bool, ledger: bool) -> None:
    """Print the title and the steps of a guide."""
    from recorder.document.guidefile import read_guide
    from recorder.document.guidejson import guide_to_json
    from server.ledger import explained, ledger_of
    from server.outline import outline

    with read_guide(file) as opened:
        guide, told = opened.guide, ledger_of(opened) if ledger else None
    if ledger and as_json:
        click.echo(told.model_dump_json(indent=1) if told else "null")
    elif ledger:
        click.echo(explained(told, guide))
    elif as_json:
        click.echo(guide_to_json(guide))
    else:
        click.echo(outline(guide))

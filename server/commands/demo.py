"""`handrail demo`: a sample task recorded on a desktop of its own, and served."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from server.commands.import_ import take_in_files
from server.commands.options import say, settings


@click.command()
@click.option("--no-serve", is_flag=True, help="Write the guide to the file given with -o, and end.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Keep the guide here.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Keep what is served here.")
def demo(*, no_serve: bool, output: Path | None, data: Path | None) -> None:
    """Record a sample task on a desktop of its own and serve the guide."""
    from tempfile import TemporaryDirectory

    from recorder.demo.demo import record_demo
    from recorder.demo.stopping import stopped_by_signals

    if no_serve and output is None:
        raise click.UsageError("--no-serve needs a file to write: add -o refund.guide.")
    with stopped_by_signals(), TemporaryDirectory(prefix="handrail-demo-") as folder:
        file = output or Path(folder, "refund.guide")
        click.echo("Recording how an order is refunded, on a desktop of its own …", err=True)
        record_demo(file, [sys.executable, "-P", "-m", "server.cli", "record", "--no-window"])
        if not no_serve:
            _serve_demo(file, data or Path(folder, "data"))


def _serve_demo(file: Path, data: Path) -> None:
    """Publish the guide in a knowledge base of its own, and serve that on a free port of this machine."""
    from server.commands.reading import picture_reader
    from server.serving import serve as serve_base

    own = settings(data=data, database="", host="127.0.0.1", port=0, share=False, review_first=False)
    if take_in_files(own, [file]):
        serve_base(own, say, reader=picture_reader())

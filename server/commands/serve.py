"""`handrail serve`: the knowledge base for others, or on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from server.commands.options import DATA, say, settings

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@DATA
@click.option("--host", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on; 0 takes a free one.")
@click.option("--share", is_flag=True, default=None, help="Let others in, each with a link.")
def serve(**wished: Path | str | int | bool | None) -> None:
    """Serve the knowledge base until Ctrl+C or SIGTERM."""
    from server.commands.reading import picture_reader
    from server.serving import serve as serve_base

    serve_base(settings(**wished), say, reader=picture_reader())

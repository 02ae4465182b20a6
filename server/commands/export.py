"""`handrail export`: a guide in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FORMS = ("html", "md", "pdf", "docx", "pptx", "gif", "mp4")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The format.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write; beside FILE if not said."
)
def export(file: Path, form: str, output: Path | None) -> None:
    """Write a guide in another format: one HTML file that opens anywhere, offline."""
    if form != "html":
        click.echo(f"handrail: Export to {form} is not in this release yet; use --to html.", err=True)
        sys.exit(2)
    from recorder.document.guidefile import read_guide
    from server.exporters.files import write_whole
    from server.exporters.html import to_html

    with read_guide(file) as opened:
        text = to_html(opened.guide, opened.images)
    written = output or file.with_suffix(".html")
    write_whole(written, text.encode())
    click.echo(written)

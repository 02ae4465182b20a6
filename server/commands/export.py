"""`handrail export`: a guide in another format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from recorder.document.guidefile import GuideFile

FORMS = ("html", "md", "pdf", "docx", "pptx", "gif", "mp4")
MADE = ("html", "pdf")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The format.")
@click.option(
    "--paper", type=click.Choice(("a4", "letter")), help="Of a PDF; by the guide's language if not said."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write; beside FILE if not said."
)
def export(file: Path, form: str, paper: str | None, output: Path | None) -> None:
    """Write a guide in another format: one HTML file that opens anywhere, offline, or a PDF."""
    if form not in MADE:
        click.echo(
            f"handrail: Export to {form} is not in this release yet; use --to html or --to pdf.", err=True
        )
        sys.exit(2)
    from recorder.document.guidefile import read_guide
    from server.exporters.files import write_whole

    with read_guide(file) as opened:
        content = _pdf(opened, paper) if form == "pdf" else _html(opened)
    written = output or file.with_suffix(f".{form}")
    write_whole(written, content)
    click.echo(written)


def _html(opened: GuideFile) -> bytes:
    from server.exporters.html import to_html

    return to_html(opened.guide, opened.images).encode()


def _pdf(opened: GuideFile, paper: str | None) -> bytes:
    from server.exporters.pdf.export import to_pdf

    return to_pdf(opened.guide, opened.images, paper)

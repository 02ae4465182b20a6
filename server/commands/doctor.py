"""`handrail doctor`: what works here, and the mend of what does not."""

from __future__ import annotations

import os
import shutil
import sys

import click

from server.commands.options import hotkeys, keys_of


@click.command()
@hotkeys
@click.option("--marks/--no-marks", default=True, help="Click a dot on each monitor to see where marks land.")
def doctor(*, marks: bool, **wished: str | None) -> None:
    """Tell what works here, and how to mend what does not."""
    from recorder.doctor.examine import examine
    from recorder.doctor.finding import conclusion, lines_of

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    findings = []
    for each in examine(os.environ, keys_of(wished), marks=marks):
        findings.append(each)
        for line in lines_of(each, width):
            click.echo(line)
    click.echo(f"\n{conclusion(findings)}")
    if any(each.hinders for each in findings):
        sys.exit(1)

"""`handrail doctor`: what works here, and the mend of what does not."""

from __future__ import annotations

import os
import sys

import click


@click.command()
@click.option("--stop-keys", default="Ctrl+Alt+End", show_default=True, help="The hotkey to look at.")
@click.option("--marks/--no-marks", default=True, help="Click a dot on each monitor to see where marks land.")
def doctor(stop_keys: str, *, marks: bool) -> None:
    """Tell what works here, and how to mend what does not."""
    from recorder.doctor import examine

    findings = []
    for each in examine(os.environ, stop_keys, marks=marks):
        findings.append(each)
        click.echo(f"{'ok ' if each.well else 'not'}  {each.name}: {each.told}")
    if any(each.needed and not each.well for each in findings):
        sys.exit(1)

"""`handrail record`: one take on this desktop, and its guide."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option("--title", default="", help="The guide's title; by default one is proposed.")
@click.option("--process", default="", help="The process that the guide belongs to.")
@click.option("--stage", default="", help="The stage of that process.")
@click.option("--monitor", type=int, help="Keep pictures of this monitor only, counted from 1.")
@click.option("--whole-screen", is_flag=True, help="Keep what lies outside the windows acted on.")
@click.option("--keep", is_flag=True, help="Leave the recording where it is after the guide is written.")
@click.option("--push", metavar="LINK", help="Hand the guide to the knowledge base of this editor's link.")
@click.option("--stop-keys", default="Ctrl+Alt+End", show_default=True, help="The hotkey that stops.")
def record(push: str | None, **wished: object) -> None:
    """Record until the stop hotkey, Ctrl+C or SIGTERM, and write the guide."""
    from recorder.capture.surroundings import check_surroundings

    check_surroundings()
    from recorder.capture.record import Wishes, record_guide
    from recorder.desktop.linux import LinuxDesktop

    if push:
        from recorder.push import push_guide, read_link

        read_link(push)
    wishes = Wishes(**wished)  # type: ignore[arg-type]  # named as the options above
    desktop = LinuxDesktop(None, os.environ.get("DBUS_SESSION_BUS_ADDRESS"))
    guide = record_guide(wishes, desktop, lambda sentence: click.echo(sentence, err=True))
    click.echo(f"{wishes.output}: {guide.title}, {len(guide.steps)} steps")
    if push:
        click.echo(push_guide(wishes.output, push))

"""`handrail record`: one take on this desktop, and its guide."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from recorder.errors import RecorderError
from server.commands.options import hotkeys, into, keys_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recorder.control.stations import Station, Stations
    from recorder.control.wishes import Wishes
    from recorder.document.guide import Guide
    from recorder.push import Spot


@click.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option("--title", default="", help="The guide's title; by default one is proposed.")
@click.option("--process", default="", help="The process that the guide belongs to.")
@click.option("--stage", default="", help="The stage of that process.")
@click.option(
    "--language", default="en", envvar="HANDRAIL_LANGUAGE", help="The language of captions: en or de."
)
@click.option("--monitor", type=int, help="Keep pictures of this monitor only, counted from 1.")
@click.option("--window", default="", metavar="TITLE", help="Record only this window: its title, or 0x… id.")
@click.option("--exclude-window", multiple=True, metavar="TITLE", help="Never keep windows of this title.")
@click.option("--whole-screen", is_flag=True, help="Keep what lies outside the windows acted on.")
@click.option("--keep", is_flag=True, help="Leave the recording where it is after the guide is written.")
@click.option("--push", metavar="LINK", help="Hand the guide over: an editor's link, or an ask's.")
@into
@hotkeys
@click.option("--countdown", type=click.IntRange(0, 60), default=0, help="Wait so many seconds first.")
@click.option("--quiet", is_flag=True, help="Make no sound.")
@click.option("--no-window", is_flag=True, help="Show no control window.")
@click.option("--events", is_flag=True, help="Tell of the recording and take orders as lines of JSON.")
def record(*, push: str | None, events: bool, no_window: bool, quiet: bool, **wished: object) -> None:
    """Record until the stop hotkey, Ctrl+C or SIGTERM, and write the guide."""
    from recorder.control.events import Failed
    from recorder.control.words import safe

    spot = _spot(wished, push)
    stations = _stations(events=events, window=not no_window, sound=not quiet, push=push)
    try:
        if push:
            wished["title"] = _title_asked_for(push, str(wished["title"]))
        wishes = _wishes(wished)
        guide = _record(wishes, stations)
        if not events:
            click.echo(safe(f"{wishes.output}: {guide.title}, {guide.length}"))
        if push:
            _push(wishes.output, push, spot, quiet=events)
    except RecorderError as error:
        stations.tell(Failed(str(error)))
        raise
    finally:
        stations.close()


def _stations(*, events: bool, window: bool, sound: bool, push: str | None) -> Stations:
    """Return who sees the recording go on."""
    from recorder.control.guides import Guides
    from recorder.control.lines import Lines
    from recorder.control.panel import Panel
    from recorder.control.sounds import Sounds
    from recorder.control.stations import Stations

    lines = [Lines(sys.stdin, sys.stdout)] if events else []
    return Stations(
        [
            _spoken(),
            *lines,
            *([Panel()] if window else []),
            *([Sounds()] if sound else []),
            Guides(lambda: _knowledge_base(push)),
        ],
    )


def _knowledge_base(push: str | None) -> str | None:
    """Return the address of the knowledge base whose guides are shown: where the take goes, or this one."""
    if push:
        from recorder.push import read_link

        return read_link(push).base
    from server.commands.options import settings
    from server.open_at import open_at

    return open_at(settings().data)


def _spoken() -> Station:
    """Return who speaks on standard error: lively in a terminal where rich is there, else in plain lines."""
    if sys.stderr.isatty() and find_spec("rich"):
        from recorder.control.terminal import Terminal

        return Terminal()
    from recorder.control.plain import Plain

    return Plain(lambda sentence: click.echo(sentence, err=True))


def _wishes(wished: Mapping[str, Any]) -> Wishes:
    """Return what was wished by the options of these names; the keys of hotkeys end in `_keys`."""
    from recorder.control.wishes import Wishes

    others = {name: each for name, each in wished.items() if not name.endswith("_keys")}
    return Wishes(**others, keys=keys_of(wished))


def _record(wishes: Wishes, stations: Stations) -> Guide:
    from recorder.capture.surroundings import check_surroundings

    check_surroundings()
    from recorder.capture.record import record_guide
    from recorder.desktop import open_desktop

    return record_guide(wishes, open_desktop(), stations)


def _title_asked_for(link: str, title: str) -> str:
    """Return the title wished, else that of the ask behind the link; before anything is done it must hold."""
    from recorder.push import look_up_ask, read_link

    door = read_link(link)
    wanted = look_up_ask(door) if door.is_ask else None
    return title or (wanted.title if wanted else "")


def _spot(wished: dict[str, Any], push: str | None) -> Spot | None:
    """Return where in another guide the take is to go, by options that are no wishes of the recording."""
    from recorder.push import PushError, spot_of

    spot = spot_of(**{name: wished.pop(name) for name in ("into", "after", "again", "first")})
    if spot and not push:
        raise PushError("--into is a guide of a team's knowledge base; give its editor's link with --push.")
    return spot


def _push(file: Path, link: str, spot: Spot | None, *, quiet: bool) -> None:
    from recorder.push import push_guide

    address = push_guide(file, link, spot)
    if not quiet:
        click.echo(address)

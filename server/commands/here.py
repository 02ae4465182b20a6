"""`handrail here`: the guides for the program and window in front."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from server.commands.options import DATA, settings

if TYPE_CHECKING:
    from pathlib import Path

    from recorder.here import InFront

NOT_OPEN = (
    "No knowledge base is open on this machine: start it with `handrail`, or name a team's with --to LINK."
)
ASK_SECONDS = 10.0


@click.command()
@DATA
@click.option("--to", "link", metavar="LINK", help="A link of a team's knowledge base, instead of this one.")
@click.option("--open", "opens", is_flag=True, help="Show them in the browser instead of printing them.")
@click.option(
    "--wait", type=click.IntRange(0, 60), default=0, help="Look after so many seconds: time to click there."
)
def here(data: Path | None, link: str | None, wait: int, *, opens: bool) -> None:
    """Show the guides for the program and window in front, best first.

    Asked from a terminal, it is the window below the terminal.
    """
    from recorder.here import in_front, own_processes

    base, token = _door(data, link)
    time.sleep(wait)
    front = in_front(_desktop(), () if wait else frozenset(own_processes()))
    if opens:
        from server.serving import show

        show(front.page_at(base))
        return
    found = _asked(base, token, front)
    click.echo(
        f"{front.title or front.app}:" if found else f"No guide is for {front.title or front.app} yet."
    )
    for each in found:
        click.echo(f"  {each['title']}  {base.rstrip('/')}{each['url']}  ({each['why']})")


def _door(data: Path | None, link: str | None) -> tuple[str, str]:
    """Return the address of the knowledge base, and the token of a link that opens it, if one is needed."""
    if link:
        from recorder.push import read_link

        door = read_link(link)
        return door.base, door.token
    from server.errors import ServerError
    from server.open_at import open_at

    address = open_at(settings(data=data).data)
    if address is None:
        raise ServerError(NOT_OPEN)
    return f"{address}/", ""


def _desktop() -> Any:
    from recorder.capture.surroundings import check_surroundings

    check_surroundings()
    from recorder.desktop import open_desktop

    return open_desktop()


def _asked(base: str, token: str, front: InFront) -> list[dict[str, Any]]:
    """Return the guides that the knowledge base there has for what is in front."""
    import httpx2

    from recorder.errors import RecorderError
    from recorder.push import is_near

    said = {"app": front.app, "title": front.title, "address": front.address}
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    trusts = not is_near(httpx2.URL(base).host)
    try:
        answer = httpx2.get(
            f"{base}api/here", params=said, headers=headers, timeout=ASK_SECONDS, trust_env=trusts
        )
        found = answer.json()
    except (httpx2.HTTPError, ValueError) as error:
        raise RecorderError(f"{NOT_OPEN} ({base} does not answer.)") from error
    if "guides" not in found:
        raise RecorderError(str(found.get("detail") or NOT_OPEN))
    guides: list[dict[str, Any]] = found["guides"]
    return guides

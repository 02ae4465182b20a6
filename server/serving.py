"""Runs the web application until it is told to stop, and says where it can be opened.

The socket listens before the address is told, so whoever reads the line can connect at once.
"""

import errno
import logging
import os
import signal
import socket
import sys
import webbrowser
from asyncio import CancelledError
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from threading import Event
from types import FrameType

import httpx2
import uvicorn
from fastapi import FastAPI

from server.addresses import base_addresses, is_loopback
from server.app import create_app
from server.base import KnowledgeBase
from server.errors import ServerError
from server.invitations import write_held, write_invitation
from server.live import Live
from server.open_at import noted
from server.recording.port import RecorderPort
from server.redacting.reading import WordsReader
from server.settings import Settings
from server.sharing import add_first, current_links, note_addresses

BACKLOG = 2048
GRACE_SECONDS = 0.5  # whoever stops it waits, and a slow upload must not make that long
ASK_SECONDS = 2.0

Say = Callable[[str], None]


class CannotListenError(ServerError):
    """The address or the port cannot be had."""


def serve(
    settings: Settings,
    say: Say,
    opened: Callable[[str], None] | None = None,
    recorder: RecorderPort | None = None,
    reader: WordsReader | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM; `say` hears where, and `opened` the address for this machine.

    With a recorder, this machine's owner can record; with a reader, words in pictures are found.

    Raises CannotListenError before anything is served, and whatever opening the knowledge base raises.
    """
    host = settings.listen_on
    if not settings.share and not is_loopback(host):
        raise CannotListenError(
            f"Without --share nobody else may come in, so listening on {host} is of no use; "
            "add --share, or leave --host out.",
        )
    with stopping_by_signals() as stopping, closing(listening_socket(host, settings.port)) as listener:
        app = create_app(settings, recorder, reader)
        addresses = base_addresses(host, listener.getsockname()[1])
        with noted(settings.data, addresses[0]):
            for address in addresses:
                say(f"Handrail is open at {address}/")
            if settings.share:
                _invite(app.state.base, addresses, say)
            if opened:
                opened(f"{addresses[0]}/")
            _serve(app, listener, stopping)


def _serve(app: FastAPI, listener: socket.socket, stopping: Event) -> None:
    """Answer until told to stop."""
    server = _Server(_configuration(app), app.state.live)
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    server.should_exit = stopping.is_set()
    server.run(sockets=[listener])


def open_in_browser(
    settings: Settings, say: Say, recorder: RecorderPort, reader: WordsReader | None = None
) -> None:
    """Show the knowledge base of this machine, ready to record: that which runs so, or one served now."""
    running = f"http://127.0.0.1:{settings.port}/"
    if records(running):
        say(f"Handrail is open at {running}")
        show(running)
        return
    try:
        listening_socket(settings.listen_on, settings.port).close()
    except CannotListenError:  # another program has the port; any will do
        settings = settings.model_copy(update={"port": 0})
    serve(settings, say, show, recorder, reader)


def show(address: str) -> None:
    """Open the address in the browser, where there is a screen; a browser of the terminal is not meant."""
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)


def records(address: str) -> bool:
    """Tell whether a knowledge base of our own answers there, from whose pages we may record."""
    try:
        answer = httpx2.get(f"{address}api/recording", timeout=ASK_SECONDS, trust_env=False)
        return answer.status_code == HTTPStatus.OK and "countdown" in answer.json()
    except (httpx2.HTTPError, ValueError):
        return False


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; CannotListenError says why it cannot."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.create_server(address, family=family, backlog=BACKLOG)
    except socket.gaierror as error:
        raise CannotListenError(f"There is no address named {host}; choose another with --host.") from error
    except OSError as error:
        raise CannotListenError(_refusal(error, host, port)) from error
    # Connections inherit it. Without it the end of an answer waits up to 40 ms for word of its beginning;
    # asyncio sets it only on sockets that name their protocol, which these do not.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _refusal(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program; stop that, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} is kept for the system; choose one above 1023 with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this machine; choose another with --host."
    return f"{host}:{port} cannot be listened on ({error.strerror}); choose others with --host and --port."


@contextmanager
def stopping_by_signals() -> Iterator[Event]:
    """Give an event that SIGINT and SIGTERM set, also where they were ignored.

    The server takes the signals over while it runs; at its end it raises them anew, which then ends here.
    """
    stopping = Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Server(uvicorn.Server):
    """A server that ends the streams of open pages when it stops; by themselves they never do."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self._live = live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self._live.close()
        await super().shutdown(sockets)


def _configuration(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        access_log=False,  # addresses may hold tokens
        proxy_headers=False,  # who asks is told by the connection, and not by what it says
        server_header=False,
        ws="none",
        log_level="warning",
        timeout_graceful_shutdown=GRACE_SECONDS,  # type: ignore[arg-type]  # any number will do
    )


def _is_news(record: logging.LogRecord) -> bool:
    """Tell whether a line says more than that the end cut somebody's request short, which is no defect."""
    cut_short = record.exc_info and isinstance(record.exc_info[1], CancelledError)
    return not (cut_short or "timeout graceful shutdown exceeded" in record.getMessage())


def _invite(base: KnowledgeBase, addresses: tuple[str, ...], say: Say) -> None:
    """Tell the links of the first start, or since when they hold."""
    note_addresses(base, addresses)
    made = add_first(base)
    for invitation in made:
        say(write_invitation(invitation, addresses))
    if not made:
        say(write_held(current_links(base)))

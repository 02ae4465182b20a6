"""A real mail server for a test, on a free port of this machine."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Box:
    """Keeps the mail that comes, or refuses it as told: `451 …` for now, `550 …` for good."""

    def __init__(self) -> None:
        self.port = _free_port()
        self.came: list[EmailMessage] = []
        self.refusal = ""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail, under the name that the library gives this."""
        if self.refusal.startswith("4"):
            return self.refusal
        found = message_from_bytes(envelope.content, policy=default)
        assert isinstance(found, EmailMessage)
        self.came.append(found)
        return "250 Kept"

    async def handle_RCPT(self, *told: Any) -> str:  # noqa: N802
        """Take an address, under the name that the library gives this."""
        _server, _session, envelope, address, _options = told
        if self.refusal.startswith("5"):
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[Box]:
    """Give a mail server until the test is over."""
    box = Box()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        auth_require_tls=False,
        authenticator=lambda *_: AuthResult(success=True),
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

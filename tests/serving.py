"""A knowledge base served for a test, on a free port of this machine, with guides in it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from recorder.document.guidefile import pack_guide
from server import sharing
from server.app import create_app
from server.base import KnowledgeBase
from server.importing import take_in
from server.links import Role
from server.model import Person
from server.recording.port import RecorderPort
from server.redacting.working import work_off
from server.serving import listening_socket
from server.settings import Settings
from server.storage import redactions
from tests.example_guide import example
from tests.running import wait_for


def guide_bytes(*, pictured: bool = True, **changes: Any) -> bytes:
    """Return the example as a `.guide` file."""
    guide, images = example(pictured=pictured, **changes)
    stream = BytesIO()
    pack_guide(stream, guide, images, {})
    return stream.getvalue()


def visit(app: FastAPI, role: Role | None = None) -> TestClient:
    """Return a client of the application, of someone who opened a link of that role."""
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    if role:
        token = sharing.add(app.state.base, f"Some {role}", role).token
        assert client.get(f"/join/{token}").status_code == 303
    return client


def work_off_redactions(base: KnowledgeBase) -> None:
    """Leave nothing to redact, whether or not the application has begun with it by itself."""

    def is_done() -> bool:
        work_off(base)
        with base.database.reading() as connection:
            return not redactions.unfinished(connection)

    wait_for(is_done, "the end of what was to be redacted")


def bring_in(client: TestClient, *, pictured: bool = False, **changes: Any) -> str:
    """Hand the example in as a program does and return its address."""
    answer = client.post(
        "/api/guides", files={"file": ("example.guide", guide_bytes(pictured=pictured, **changes))}
    )
    assert answer.status_code in (200, 201), answer.text
    url: str = answer.json()["url"]
    return url


@dataclass(frozen=True)
class Site:
    """A served knowledge base: where it is, and what it works on."""

    url: str
    base: KnowledgeBase
    owner: Person

    def link(self, role: Role) -> str:
        """Return a new link of that role."""
        return f"{self.url}/join/{sharing.add(self.base, f'Link {time.monotonic_ns()}', role).token}"


@contextmanager
def served(data: Path, *, share: bool = False, recorder: RecorderPort | None = None) -> Iterator[Site]:
    """Serve an empty knowledge base until the test is over."""
    app = create_app(Settings(data=data, share=share), recorder)
    listening = listening_socket("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", app.state.base, app.state.visitors.owner)
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def fill(site: Site, guide: str, *, pictured: bool = True, **changes: Any) -> None:
    """Put the example into a served knowledge base under an id."""
    take_in(site.base, BytesIO(guide_bytes(pictured=pictured, id=guide, **changes)), site.owner)

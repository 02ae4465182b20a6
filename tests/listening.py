"""A real server on a free port, for tests that need the network itself."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def listening(app: ASGIApp, host: str = "127.0.0.1") -> Iterator[str]:
    """Give the address of a running server."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    with socket.create_server((host, 0)) as door:
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        try:
            yield f"http://{host}:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()

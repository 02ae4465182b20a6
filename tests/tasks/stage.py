"""What a task finds when it begins: a home with files, web sites on loopback, programs in their places."""

import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from recorder.desktop.base import OpenWindow
from recorder.desktop.x11 import X11Windows
from tests.running import CHROMIUM, wait_for, xdo
from tests.tasks.script import HERE, Program, Task

START_SECONDS = 60.0
SETTLE_SECONDS = 1.0
SITES = ("shop", "travel")
"""Each is found by the browser as `http://NAME.example`, and lies in `pages/NAME`."""
OVER_HTTP = "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,OmniboxDefaultNavigationsToHttps,Translate"


class Pages(SimpleHTTPRequestHandler):
    """Serves the pages of the site that is asked for, and says nothing of it."""

    def translate_path(self, path: str) -> str:
        """Return the file of a page: each site has a folder of its own."""
        site = self.headers.get("Host", "").split(".")[0]
        self.directory = str(HERE / "pages" / (site if site in SITES else SITES[0]))
        return super().translate_path(path)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def staged(task: Task, environment: Mapping[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """Start the programs of a task, each in its place, and end them afterwards; gives their environment."""
    home = folder / "Office"
    shutil.copytree(HERE / "home", home)
    _fill(home / "orders.db")
    own = {
        **environment,
        "HOME": str(home),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "SAL_USE_VCLPLUGIN": "gtk3",
    }
    own |= {name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    subprocess.run(["setxkbmap", task.keyboard], env=own, check=True)
    with ExitStack() as stack:
        port = stack.enter_context(serving())
        for program in task.programs:
            stack.enter_context(_running(program, own, folder, port))
        time.sleep(SETTLE_SECONDS)
        yield own


@contextmanager
def _running(program: Program, environment: Mapping[str, str], folder: Path, port: int) -> Iterator[None]:
    """Start a program, put its window in its place, and end it with all that it started."""
    home = Path(environment["HOME"])
    words = [word.format(home=home, folder=folder) for word in program.command]
    with closing(X11Windows(environment["DISPLAY"])) as screen:
        process = subprocess.Popen(
            _whole(words, folder, port),
            env=dict(environment),
            cwd=home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            title = program.window.format(home=home)
            window = wait_for(lambda: _titled(screen, title), f"the window {title}", START_SECONDS)
            x, y, width, height = program.place
            xdo(environment, "windowsize", window.id, width, height, "windowmove", window.id, x, y)
            xdo(environment, "windowactivate", window.id)
            yield
        finally:
            _end(process)


def _whole(words: Sequence[str], folder: Path, port: int) -> list[str]:
    """Return the command; a browser gets a profile of its own and finds the sites."""
    if words[0] != "chromium":
        return list(words)
    sites = ",".join(f"MAP {site}.example 127.0.0.1:{port}" for site in SITES)
    own = (
        f"--user-data-dir={folder / 'profile'}",
        f"--host-resolver-rules={sites}",
        f"--disable-features={OVER_HTTP}",
    )
    return [*CHROMIUM, "--test-type", *own, *words[1:]]


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program and what it started."""
    for way in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, way)
        with suppress(subprocess.TimeoutExpired):
            process.wait(3)


def _titled(screen: X11Windows, title: str) -> OpenWindow | None:
    return next((each for each in screen.windows() if each.title == title), None)


@contextmanager
def serving() -> Iterator[int]:
    """Serve the sites on loopback; gives the port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def _fill(database: Path) -> None:
    """Write a small database of customers and orders."""
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(
            """
            CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, town TEXT);
            INSERT INTO customers VALUES (1, 'Ada Lovelace', 'London'), (2, 'Alan Turing', 'Wilmslow');
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, amount REAL);
            INSERT INTO orders VALUES (1001, 'Ada Lovelace', 84.5), (1002, 'Alan Turing', 12);
            """
        )

"""The window as a program: lines in, lines out, until the input ends."""

import ctypes
import json
import os
import queue
import sys
import threading
import tkinter as tk
from collections.abc import Callable
from typing import Any

from recorder.control.window.drawing import PAPER
from recorder.control.window.panel import Panel
from recorder.real_pixels import count_real_pixels

CLASS = "Handrail-control"
ARRIVED = "<<Arrived>>"
CHUNK = 1 << 16


class Lines:
    """The lines of standard input, taken as Tk's loop finds them."""

    def __init__(self, root: tk.Tk, take: Callable[[dict[str, Any]], None]) -> None:
        self._root, self._take = root, take
        self._begun = b""
        self._listen()

    def _listen(self) -> None:
        self._root.createfilehandler(0, tk.READABLE, lambda *_: self._read(os.read(0, CHUNK)))

    def _ignore(self) -> None:
        self._root.deletefilehandler(0)

    def _read(self, data: bytes) -> None:
        if not data:
            self._ignore()
            self._root.destroy()
            return
        *lines, self._begun = (self._begun + data).split(b"\n")
        for line in lines:
            self._take(json.loads(line))


class ThreadedLines(Lines):
    """The same where Tk watches no files, as on Windows: a thread waits for them and tells Tk's loop."""

    def _listen(self) -> None:
        self._arrived: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._root.bind(ARRIVED, lambda _: self._read(self._arrived.get()))
        threading.Thread(target=self._wait, daemon=True).start()

    def _ignore(self) -> None:
        self._root.unbind(ARRIVED)

    def _wait(self) -> None:
        while data := os.read(0, CHUNK):
            self._put(data)
        self._put(b"")

    def _put(self, data: bytes) -> None:
        self._arrived.put(data)
        self._root.event_generate(ARRIVED, when="tail")


def tell(fields: dict[str, object]) -> None:
    """Write a line at once; without a recorder nobody needs this window."""
    try:
        sys.stdout.write(json.dumps(fields) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(0)


def main() -> None:
    """Show the window until the input ends; the arguments are the screen's scale and the window's words."""
    if libraries := getattr(ctypes, "windll", None):
        count_real_pixels(libraries)
    root = tk.Tk(className=CLASS)
    root.withdraw()
    root.title("Handrail")
    root.configure(background=PAPER)
    if root.tk.call("tk", "windowingsystem") == "x11":
        root.attributes("-type", "dock")
    root.attributes("-topmost", True)
    panel = Panel(root, float(sys.argv[1]), json.loads(sys.argv[2]), tell)
    shown: list[int] = []

    def stand(_: object) -> None:
        now = [root.winfo_rootx(), root.winfo_rooty(), root.winfo_width(), root.winfo_height()]
        if now != shown and root.winfo_viewable():
            shown[:] = now
            tell({"at": list(now)})

    def take(event: dict[str, Any]) -> None:
        if event["event"] == "move":
            width, height = panel.size
            x, y = event["to"]
            root.geometry(f"{width}x{height}+{x}+{y}")
            root.update_idletasks()  # else it would be seen in a corner first
            root.deiconify()
        else:
            panel.take(event)

    root.bind("<Configure>", stand)
    root.bind("<Map>", stand)
    lines = Lines if hasattr(root.tk, "createfilehandler") else ThreadedLines
    lines(root, take)
    tell({"size": list(panel.size)})
    root.mainloop()

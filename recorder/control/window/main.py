"""The window as a program: lines in, lines out, until the input ends."""

import json
import os
import sys
import tkinter as tk
from collections.abc import Callable
from typing import Any

from recorder.control.window.drawing import PAPER
from recorder.control.window.panel import Panel

CLASS = "Handrail-control"


class Lines:
    """The lines of standard input, taken as Tk's loop finds them."""

    def __init__(self, root: tk.Tk, take: Callable[[dict[str, Any]], None]) -> None:
        self._root, self._take = root, take
        self._begun = b""
        root.createfilehandler(0, tk.READABLE, self._read)

    def _read(self, *_: object) -> None:
        data = os.read(0, 1 << 16)
        if not data:
            self._root.deletefilehandler(0)
            self._root.destroy()
            return
        *lines, self._begun = (self._begun + data).split(b"\n")
        for line in lines:
            self._take(json.loads(line))


def tell(fields: dict[str, object]) -> None:
    """Write a line at once; without a recorder nobody needs this window."""
    try:
        sys.stdout.write(json.dumps(fields) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(0)


def main() -> None:
    """Show the window until the input ends; the arguments are the screen's scale and the window's words."""
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
    Lines(root, take)
    tell({"size": list(panel.size)})
    root.mainloop()

"""The floor: the least that records clicks, a PNG a click. Measured beside the recorder, never shipped."""

import signal
import sys
import time
from pathlib import Path
from queue import SimpleQueue

import mss
import mss.tools
from pynput import mouse


def main(folder: Path) -> None:
    """Save the screen at each press into `folder` until a signal comes, the time of the press in the name."""
    presses: SimpleQueue[float | None] = SimpleQueue()
    signal.signal(signal.SIGTERM, lambda *_: presses.put(None))
    listener = mouse.Listener(
        on_click=lambda _x, _y, _button, down: presses.put(time.monotonic()) if down else None
    )
    listener.start()
    listener.wait()
    sys.stderr.write("recording\n")
    sys.stderr.flush()
    with mss.MSS() as screen:
        while (pressed := presses.get()) is not None:
            shot = screen.grab(screen.monitors[0])
            mss.tools.to_png(shot.rgb, shot.size, output=str(folder / f"{pressed:.6f}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

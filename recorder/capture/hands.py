"""What the person does with mouse and keyboard: the only user of pynput, which is imported when started.

pynput listens through the RECORD extension on two connections. Its private `_handle_message` is overridden
because the X server's own time of an event, its key code and its modifiers get lost behind it. A callback
takes the time and hands over, nothing else, and never raises: pynput would end the listener.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from recorder.capture.clock import ServerClock
from recorder.capture.events import ButtonEvent, HandEvent, WheelEvent
from recorder.capture.keymap import key_event, modifiers_of
from recorder.capture.pulse import Pulse
from recorder.document.geometry import Point
from recorder.errors import RecorderError
from recorder.recording import Button

BUTTONS: dict[int, Button] = {1: "left", 2: "middle", 3: "right", 8: "back", 9: "forward"}
WHEEL = {4: (0, -1), 5: (0, 1), 6: (-1, 0), 7: (1, 0)}
START_OF_DATA = 4
START_SECONDS = 10.0
QUIET_SECONDS = 0.04
LAST_SECONDS = 0.3


class Hands:
    """Hand every event to `take`, from threads of its own, once `start` has returned."""

    def __init__(self, take: Callable[[HandEvent], None]) -> None:
        self._hand_over = take
        self._heard = 0
        self._listeners: list[Any] = []
        self._pulse: Pulse | None = None

    @property
    def listening(self) -> bool:
        """Whether the server still tells what is done, as far as that can be known."""
        return all(each.is_alive() for each in (*self._listeners, self._pulse) if each)

    def start(self) -> None:
        """Listen, and return once the server has told of each listener that it is live.

        Raises:
            RecorderError: a listener did not start.
        """
        self._pulse = Pulse(self._take)
        self._pulse.start()
        clock = ServerClock()
        self._listeners = [make(self._take, clock) for make in (_mouse_listener, _keyboard_listener)]
        for listener in self._listeners:
            listener.start()
        for listener in self._listeners:
            if not listener.live.wait(START_SECONDS):
                raise RecorderError(
                    "The X server does not report mouse and keys (RECORD): run 'handrail doctor' to see why."
                )

    def stop(self) -> None:
        """Hand over what was done until now and is still on its way, and stop listening."""
        for end in (self._await_the_last, *(each.stop for each in (self._pulse, *self._listeners) if each)):
            with suppress(Exception):  # where the X server has gone, python-xlib raises many kinds
                end()

    def _take(self, event: HandEvent) -> None:
        self._heard += 1
        self._hand_over(event)

    def _await_the_last(self) -> None:
        """Have the server send what it holds back, and return when nothing more has come for a moment."""
        from Xlib import display  # noqa: PLC0415  # importing this module must not need Xlib

        ends = time.monotonic() + LAST_SECONDS
        flush = display.Display()
        flush.sync()
        flush.close()
        heard = -1
        while heard != self._heard and time.monotonic() < ends:
            heard = self._heard
            time.sleep(QUIET_SECONDS)


def _mouse_listener(take: Callable[[HandEvent], None], clock: ServerClock) -> Any:
    from pynput.mouse import Listener  # noqa: PLC0415  # needs a display
    from Xlib import X  # noqa: PLC0415

    class MouseListener(_live(Listener, clock)):  # type: ignore[misc]
        # Without this, the server would report each step of the pointer as well.
        _EVENTS = (X.ButtonPress, X.ButtonRelease)

        def _handle_message(self, _display: Any, event: Any, _injected: bool) -> None:  # noqa: FBT001
            at = clock.seconds(event.time, time.monotonic())
            if made := button_event(event, at, pressed=event.type == X.ButtonPress):
                take(made)

    return MouseListener()


def _keyboard_listener(take: Callable[[HandEvent], None], clock: ServerClock) -> Any:
    from pynput.keyboard import Key, Listener  # noqa: PLC0415  # needs a display
    from Xlib import XK, X  # noqa: PLC0415

    class KeyboardListener(_live(Listener, clock)):  # type: ignore[misc]
        def _handle_message(self, display: Any, event: Any, _injected: bool) -> None:  # noqa: FBT001
            at = clock.seconds(event.time, time.monotonic())
            try:
                key = self._event_to_key(display, event)
            except Exception:  # noqa: BLE001  # an unknown key code is still one event, and must not end it
                key = None
            alone = display.keycode_to_keysym(event.detail, 0)
            take(
                key_event(
                    at,
                    event.detail,
                    event.state,
                    pressed=event.type == X.KeyPress,
                    char=None if getattr(key, "is_dead", False) else getattr(key, "char", None),
                    key=key.name if isinstance(key, Key) else None,
                    keysym=getattr(key, "vk", None),
                    base=XK.keysym_to_string(alone),
                )
            )

    return KeyboardListener()


def _live(listener: Any, clock: ServerClock) -> Any:
    """Return the listener's class with an event `live`: set when the server has begun to send it data.

    The clock hears the server's time then, before any event can be late.
    """

    class Live(listener):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.live = threading.Event()

        def run(self) -> None:
            with suppress(Exception):  # the X server has gone: whoever watches sees that this thread ended
                super().run()

        def _handler(self, events: Any) -> None:
            if events.category == START_OF_DATA:
                clock.seconds(events.server_time, time.monotonic())
                self.live.set()
            super()._handler(events)

    return Live


def button_event(event: Any, at: float, *, pressed: bool) -> HandEvent | None:
    """Return what an X button event at that time means; the release of a wheel's click means nothing."""
    place, held = Point(event.root_x, event.root_y), modifiers_of(event.state)
    if event.detail in WHEEL:
        return WheelEvent(at, WHEEL[event.detail], place, held) if pressed else None
    return ButtonEvent(at, BUTTONS.get(event.detail), event.detail, pressed, place, held)

"""The windows of an X11 desktop, kept up to date by the X server's own events, at one round trip a look-up.

Windows are read once and again only after an event said that they changed; they may vanish at any moment.
"""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from recorder.desktop.base import OpenWindow
from recorder.desktop.stacking import XWindow, arrange
from recorder.desktop.words import tidy
from recorder.document.geometry import Box

RECENT = 32
TEXT_BYTES = 4_096
FRAME_DEPTH = 3
NO_SHADOW = (0, 0, 0, 0)
PASSED_SECONDS = 1.0
"""How long a busy program may leave on the screen what another window showed over it."""


@dataclass(frozen=True, slots=True)
class Child:
    """One mapped child of the root: a popup, a bare window, or the frame around `client`."""

    client: Any
    box: Box
    popup: bool


class X11Windows:
    """Tell the open windows of the display named in the environment (or of `display`)."""

    def __init__(self, display: str | None = None) -> None:
        self._name = display
        self._lock = threading.Lock()
        self._connection: Any = None

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return the visible windows, the topmost first; empty where the display does not answer."""
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = Connection(self._name)
                return self._connection.windows()  # type: ignore[no-any-return]
            except Exception:  # noqa: BLE001  # python-xlib raises many kinds: a miss loses a name, never a step
                self._hang_up()
                return ()

    def close(self) -> None:
        """Give the connection up; the next look opens a new one."""
        with self._lock:
            self._hang_up()

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class Connection:
    """One connection to the X server and what it told so far."""

    def __init__(self, name: str | None) -> None:
        from Xlib import X, display, error  # noqa: PLC0415  # importing this module must not need Xlib

        self._x = X
        self._gone = error.XError
        self._display = display.Display(name)
        self._display.set_error_handler(lambda *_: None)  # windows vanish; the default prints
        self._root = self._display.screen().root
        self._mask = self._display.display.info.resource_id_mask
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask | X.PropertyChangeMask)
        self._atoms: dict[str, int] = {}
        self._children: dict[int, Child | None] = {}
        self._facts: dict[int, dict[str, Any]] = {}
        self._order: list[int] | None = None
        self._desktop: dict[str, Any] | None = None
        self._recent: list[int] = []
        self._passed: dict[int, tuple[tuple[float, Box], ...]] = {}

    def close(self) -> None:
        """Give the connection up; it may be broken already."""
        with contextlib.suppress(Exception):
            self._display.close()

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return the visible windows as of now."""
        self._display.sync()
        while self._display.pending_events():
            self._note(self._display.next_event())
        desktop = self._read_desktop()
        order = self._read_order()
        return arrange(tuple(self._described(order)), desktop["active"], self._recent, desktop["workspace"])

    def _note(self, event: Any) -> None:
        """Forget what an event says has changed."""
        x = self._x
        window: int = getattr(getattr(event, "window", None), "id", 0)
        if event.type == x.PropertyNotify:
            if window == self._root.id:
                self._desktop = None
            else:
                self._facts.pop(window, None)
            return
        if event.type in (x.CreateNotify, x.DestroyNotify, x.ReparentNotify, x.CirculateNotify):
            self._order = None
        if event.type == x.ConfigureNotify:
            self._note_place(window, event)
        if event.type == x.ConfigureNotify and self._restacked(event):
            self._order = None
        if event.type == x.DestroyNotify:
            self._facts.pop(window, None)
            self._passed.pop(window, None)
        self._children.pop(window, None)
        self._children.pop(getattr(getattr(event, "parent", None), "id", 0), None)

    def _note_place(self, window: int, event: Any) -> None:
        """Remember for a moment where a window was, and where it went."""
        now, edge = time.monotonic(), 2 * event.border_width
        places = [Box(event.x, event.y, event.width + edge, event.height + edge)]
        if child := self._children.get(window):
            places.insert(0, child.box)
        recent = (each for each in self._passed.get(window, ()) if each[0] > now - PASSED_SECONDS)
        self._passed[window] = (*recent, *((now, place) for place in places))

    def _passed_by(self, window: int, box: Box) -> tuple[Box, ...]:
        since = time.monotonic() - PASSED_SECONDS
        places = (place for moment, place in self._passed.get(window, ()) if moment > since)
        return tuple(dict.fromkeys(place for place in places if place != box))

    def _restacked(self, event: Any) -> bool:
        """Tell whether a window is not right above the one that it was above."""
        below = getattr(event.above_sibling, "id", 0) if event.above_sibling else 0
        order = self._order
        if order is None or event.window.id not in order:
            return True
        place = order.index(event.window.id)
        return below != (order[place - 1] if place else 0)

    def _read_desktop(self) -> dict[str, Any]:
        if self._desktop is None:
            active = self._number(self._root, "_NET_ACTIVE_WINDOW") or None
            workspace = self._number(self._root, "_NET_CURRENT_DESKTOP")
            clients = set(self._numbers(self._root, "_NET_CLIENT_LIST_STACKING"))
            self._desktop = {"active": active, "workspace": workspace, "clients": clients}
            self._children.clear()
            if active:
                self._recent = [active, *(each for each in self._recent if each != active)][:RECENT]
        return self._desktop

    def _read_order(self) -> list[int]:
        """Return the root's children, the bottommost first."""
        if self._order is None:
            self._order = [child.id for child in self._root.query_tree().children]
            gone = self._children.keys() - set(self._order)
            for each in gone:
                del self._children[each]
        return self._order

    def _described(self, order: list[int]) -> Iterator[XWindow]:
        for window_id in order:
            if window_id not in self._children:
                self._children[window_id] = self._read_child(window_id)
            child = self._children[window_id]
            if child is not None:
                yield replace(self._describe(child), passed=self._passed_by(window_id, child.box))

    def _read_child(self, window_id: int) -> Child | None:
        """Return what is known of a child of the root; None where it is not seen or just vanished."""
        x, window = self._x, self._window(window_id)
        try:
            attributes, place = window.get_attributes(), window.get_geometry()
        except self._gone:
            return None
        if attributes.map_state != x.IsViewable or attributes.win_class == x.InputOnly:
            return None
        edge = 2 * place.border_width
        box = Box(place.x, place.y, place.width + edge, place.height + edge)
        client = self._client_in(window, FRAME_DEPTH)
        if client is None:
            return Child(window, box, popup=bool(attributes.override_redirect))
        return Child(client, box, popup=False)

    def _client_in(self, window: Any, depth: int) -> Any:
        """Return the program's own window inside a frame, or None."""
        if window.id in self._read_desktop()["clients"]:
            return window
        if depth == 0:
            return None
        try:
            inside = window.query_tree().children
        except self._gone:
            return None
        return next((found for each in inside if (found := self._client_in(each, depth - 1))), None)

    def _describe(self, child: Child) -> XWindow:
        window_id = child.client.id
        if window_id not in self._facts:
            self._facts[window_id] = self._read_facts(child.client)
        facts = dict(self._facts[window_id])
        left, right, top, bottom = facts.pop("shadow")
        box = Box(
            child.box.x + left,
            child.box.y + top,
            child.box.width - left - right,
            child.box.height - top - bottom,
        )
        return XWindow(
            id=window_id,
            client=window_id & ~self._mask,
            box=box,
            popup=child.popup,
            **facts,
        )

    def _read_facts(self, window: Any) -> dict[str, Any]:
        """Return what a window says of itself; events are asked for first, so that no change is missed."""
        window.change_attributes(event_mask=self._x.PropertyChangeMask, onerror=lambda *_: None)
        title = self._text(window, "_NET_WM_NAME") or self._text(window, "WM_NAME")
        names = [each for each in self._text(window, "WM_CLASS", tidied=False).split("\0") if each]
        kinds = self._numbers(window, "_NET_WM_WINDOW_TYPE")
        states = self._numbers(window, "_NET_WM_STATE")
        here = self._text(window, "WM_CLIENT_MACHINE") in ("", socket.gethostname())
        shadow = self._numbers(window, "_GTK_FRAME_EXTENTS")
        return {
            "title": title,
            "app": tidy(names[-1]).lower() if names else "",
            "pid": (self._number(window, "_NET_WM_PID") or None) if here else None,
            "transient_for": self._number(window, "WM_TRANSIENT_FOR") or None,
            "workspace": self._number(window, "_NET_WM_DESKTOP"),
            "hidden": self._atom("_NET_WM_STATE_HIDDEN") in states,
            "described": bool(names or kinds),
            "shadow": tuple(shadow) if len(shadow) == len(NO_SHADOW) else NO_SHADOW,
        }

    def _window(self, window_id: int) -> Any:
        return self._display.create_resource_object("window", window_id)

    def _atom(self, name: str) -> int:
        if name not in self._atoms:
            self._atoms[name] = self._display.intern_atom(name)
        return self._atoms[name]

    def _property(self, window: Any, name: str) -> Any:
        """Return a property's value, or None where it is not set or the window just vanished."""
        try:
            answer = window.get_full_property(self._atom(name), self._x.AnyPropertyType, TEXT_BYTES)
        except self._gone:
            return None
        return None if answer is None else answer.value

    def _numbers(self, window: Any, name: str) -> list[int]:
        value = self._property(window, name)
        return [] if value is None or isinstance(value, bytes | str) else [int(each) for each in value]

    def _number(self, window: Any, name: str) -> int | None:
        return next(iter(self._numbers(window, name)), None)

    def _text(self, window: Any, name: str, *, tidied: bool = True) -> str:
        value = self._property(window, name)
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        if not isinstance(text, str):
            return ""
        return tidy(text) if tidied else text

"""Names of controls from the accessibility tree (AT-SPI), over plain D-Bus.

Every look-up has a fifth of a second: a hung program costs a name, never a step.
"""

import contextlib
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from recorder.desktop.accessible import Node, Ref, Tree
from recorder.desktop.base import OpenWindow
from recorder.desktop.bus import Bus, BusError
from recorder.desktop.choosing import meant
from recorder.desktop.chromium import Unnamed
from recorder.desktop.contents import item_chosen, page_of, whole_of
from recorder.desktop.focus import Focus, value_of
from recorder.desktop.foresight import Foresight
from recorder.desktop.links import link_at
from recorder.desktop.patience import Patience
from recorder.desktop.pointing import Found, around_menu, around_point
from recorder.desktop.programs import Programs, top_of
from recorder.desktop.roles import ACTED_ON
from recorder.desktop.targets import target_of
from recorder.desktop.wire import Call
from recorder.document.geometry import Point
from recorder.document.guide import Target

LOOK_UP_SECONDS = 0.18
START_SECONDS = 5.0
LAUNCHER = ("org.a11y.Bus", "/org/a11y/bus")
NO_BUS = (
    "Controls are not named, because the accessibility bus does not answer: install at-spi2-core "
    "and sign in again."
)
Answer = TypeVar("Answer")


class AtSpiTree:
    """The accessibility tree of all programs on the desktop whose session bus listens at `session`.

    Connections that broke are made anew.
    """

    def __init__(self, session: str | None) -> None:
        self._session = session
        self._lock = threading.Lock()
        self._bus: Bus | None = None
        self._programs = Programs()
        self._focus_events = Focus()
        self._foresight = Foresight()
        self._patience = Patience()
        self._unnamed = Unnamed()
        self._secrets: set[Ref] = set()
        self._problems: dict[str, str] = {}

    def start(self) -> None:
        """Switch names on for programs that start from now on, and connect; may take some seconds once."""
        with self._lock:
            try:
                self._connect(time.monotonic() + START_SECONDS)
            except (BusError, TimeoutError):
                self._problems["bus"] = NO_BUS

    def close(self) -> None:
        """Give the connection up; the next look-up opens a new one."""
        with self._lock:
            self._hang_up()

    def problems(self) -> tuple[str, ...]:
        """Return what keeps names away, each a sentence with its mend."""
        return tuple(self._problems.values())

    def target_at(self, point: Point, window: OpenWindow) -> Target | None:
        """Return the control at the point in the window, None where the tree does not tell in time."""
        return self._within(window, lambda tree: self._foreseen(tree, point, window))

    def focused(self, window: OpenWindow, *, menu: bool = False) -> Target | None:
        """Return the control that has the keyboard, None on any doubt; `menu`: one may be open."""
        return self._within(window, lambda tree: self._focused(tree, window, menu=menu))

    def value(self, window: OpenWindow) -> str | None:
        """Return what the focused control holds, or a page's address; None where it is not known."""
        return self._within(window, lambda tree: self._value(tree, window))

    def _within(self, window: OpenWindow, look_up: Callable[[Tree], Answer | None]) -> Answer | None:
        """Return what the look-up finds in a fifth of a second, else None; who hangs is not waited for."""
        process = window.pid or 0
        deadline = time.monotonic() + LOOK_UP_SECONDS
        if not self._lock.acquire(timeout=LOOK_UP_SECONDS):
            return None
        try:
            if self._hangs(process):
                return None
            found = self._looked_up(look_up, deadline)
            self._patience.answered(process)
        except TimeoutError:
            self._patience.missed(process, time.monotonic())
            return None
        except Exception:  # noqa: BLE001  # other programs' answers: a miss loses a name, never a step
            self._hang_up()
            return None
        else:
            return found
        finally:
            self._lock.release()

    def _hangs(self, process: int) -> bool:
        """Tell whether a process missed several look-ups and has said nothing since."""
        if self._bus is None or not self._patience.spent(process, time.monotonic()):
            return False
        with contextlib.suppress(BusError):  # a broken connection is made anew by the look-up
            self._bus.listen()
        return any(self._bus.owes(name) for name in self._programs.names(process))

    def _looked_up(self, look_up: Callable[[Tree], Answer | None], deadline: float) -> Answer | None:
        """Look up over the connection there is, or over a new one where that broke."""
        if self._bus is not None:
            try:
                return look_up(Tree(self._bus, deadline, self._secrets))
            except BusError:
                self._hang_up()
        return look_up(Tree(self._connect(deadline), deadline, self._secrets))

    def _connect(self, deadline: float) -> Bus:
        if self._session is None:
            raise BusError("there is no session bus")
        session = Bus(self._session, deadline)
        try:
            enable = ("org.a11y.Status", "IsEnabled", ("b", True))
            properties = "org.freedesktop.DBus.Properties"
            _, address = session.ask(
                [
                    Call(LAUNCHER, properties, "Set", "ssv", enable),
                    Call(LAUNCHER, "org.a11y.Bus", "GetAddress"),
                ],
                deadline,
            )
        finally:
            session.close()
        if not address:
            raise BusError("there is no accessibility bus")
        self._bus = Bus(address[0], deadline)
        self._focus_events.subscribe(self._bus, deadline)
        self._problems.pop("bus", None)
        return self._bus

    def _hang_up(self) -> None:
        bus, self._bus = self._bus, None
        if bus is not None:
            bus.close()

    def _foreseen(self, tree: Tree, point: Point, window: OpenWindow) -> Target | None:
        tree.foresee(self._foresight.calls(window.id, point))
        target = self._target_at(tree, point, window)
        self._foresight.note(window.id, tree.used, target.box if target else None)
        return target

    def _target_at(self, tree: Tree, point: Point, window: OpenWindow) -> Target | None:
        tops = self._programs.tops(tree, window)
        top = top_of(tops, window)
        if top is None or not tree.children(top.ref):
            self._suspect(window)
        found = around_point(tree, top, point) if top else None
        node = meant(found.chain, point) if found else None
        if window.popup and (node is None or node.role not in ACTED_ON):
            menu = self._in_menu(tree, point, window)
            found, node = (menu, menu.chain[0]) if menu else (found, node)
        node = (link_at(tree, node, point) or node) if node else None
        target = target_of(tree, node, found.lineage) if node and found else None
        return target and _without_title(target, window)

    def _in_menu(self, tree: Tree, point: Point, window: OpenWindow) -> Found | None:
        """Return the item of an open menu, which is in the tree of the window that the menu came from."""
        tops = self._programs.all_tops(tree, window)
        return next((found for each in tops if (found := around_menu(tree, each, point))), None)

    def _suspect(self, window: OpenWindow) -> None:
        """Say once a program what keeps its names away, where that is known."""
        if window.pid is None or window.app in self._problems:
            return
        problem = self._unnamed.problem(window.app, window.pid, time.monotonic())
        if problem is not None:
            self._problems[window.app] = problem

    def _focused(self, tree: Tree, window: OpenWindow, *, menu: bool) -> Target | None:
        node = self._focus(tree, window)
        if menu and (node is None or node.role != "menu item"):  # Chromium's items have the keyboard
            top = top_of(self._programs.all_tops(tree, window), window)
            node = (item_chosen(tree, top) if top else None) or node
        if node is None:
            return None
        node = self._focus_events.cell(tree, node)
        whole = whole_of(tree, node, tree.lineage(node.ref))
        return target_of(tree, whole, tree.lineage(whole.ref))

    def _value(self, tree: Tree, window: OpenWindow) -> str | None:
        node = self._focus(tree, window)
        if node is None:
            top = top_of(self._programs.all_tops(tree, window), window)
            return page_of(tree, top) if top else None
        whole = whole_of(tree, node, tree.lineage(node.ref))
        return None if whole.secret else value_of(tree, whole)

    def _focus(self, tree: Tree, window: OpenWindow) -> Node | None:
        self._focus_events.note(tree.heard())
        tops = self._programs.all_tops(tree, window)
        top = top_of(tops, window)
        return None if top is None else self._focus_events.node(tree, tops, top)


def _without_title(target: Target, window: OpenWindow) -> Target:
    """Return the target without its window's title in the path, where Qt and LibreOffice put it."""
    return target.model_copy(update={"path": tuple(name for name in target.path if name != window.title)})

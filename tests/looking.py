"""Look at programs on a virtual desktop as the recorder does: by points, through the windows on top."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from recorder.desktop import open_desktop
from recorder.desktop.base import Desktop, OpenWindow
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target
from tests.running import wait_for, xdo


@contextmanager
def looking(environment: Mapping[str, str]) -> Iterator[Desktop]:
    """Give the desktop that the environment names."""
    desktop = open_desktop(environment)
    try:
        yield desktop
    finally:
        desktop.close()


def window_at(desktop: Desktop, point: Point) -> OpenWindow | None:
    """Return the topmost window at a point."""
    return next((window for window in desktop.windows() if window.box.holds(point)), None)


def look(desktop: Desktop, point: Point) -> Target | None:
    """Return the control at a point, as the recorder asks for it."""
    return desktop.target_at(point, window_at(desktop, point))


def survey(desktop: Desktop, area: Box, columns: Iterable[int], step: int = 10) -> dict[str, Target]:
    """Return all controls by name that are found down some columns of an area."""
    found: dict[str, Target] = {}
    for point in (Point(area.x + x, y) for x in columns for y in range(area.y, area.bottom, step)):
        target = look(desktop, point)
        if target is not None:
            assert target.box is not None
            assert target.box.holds(point)
            found[target.name] = target
    return found


def survey_for(
    desktop: Desktop, area: Box, columns: Iterable[int], names: Iterable[str], step: int = 10
) -> dict[str, Target]:
    """Return what is found in an area once all these names are: a busy program may miss a look-up."""
    found: dict[str, Target] = {}

    def complete() -> bool:
        found.update(survey(desktop, area, columns, step))
        return found.keys() >= set(names)

    wait_for(complete, f"all of {', '.join(names)}")
    return found


def is_active(desktop: Desktop, window: OpenWindow) -> bool:
    """Tell whether a window is the active one."""
    return any(each.active and each.id == window.id for each in desktop.windows())


def active(desktop: Desktop) -> OpenWindow | None:
    """Return the active window."""
    return next((window for window in desktop.windows() if window.active), None)


def settled_focus(desktop: Desktop, name: str) -> Target:
    """Return the focused control once it is the one of that name."""

    def there() -> Target | None:
        target = desktop.focused(active(desktop))
        return target if target is not None and target.name == name else None

    return wait_for(there, f"the focus in {name}")


def click(environment: Mapping[str, str], target: Target) -> None:
    """Click the middle of a control."""
    assert target.box is not None
    xdo(environment, "mousemove", *target.box.centre, "click", 1)

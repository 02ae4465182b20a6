"""From desktop pixels to the pixels of one picture: which monitor it shows, and how dense it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from recorder.document.geometry import Box, Point
from recorder.document.guide import Monitor, Target, Window
from recorder.recording import Layout, Moment, Recording, Start


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture's place on the desktop and its size in its own pixels."""

    on_desktop: Box
    width: int
    height: int
    scale: float = 1.0

    @property
    def box(self) -> Box:
        """The whole picture, in its own pixels."""
        return Box(0, 0, self.width, self.height)

    def point(self, at: Point | None) -> Point | None:
        """Return a place on the desktop in the picture's pixels."""
        if at is None:
            return None
        across, down = self._density
        return Point(round((at[0] - self.on_desktop.x) * across), round((at[1] - self.on_desktop.y) * down))

    def area(self, box: Box | None) -> Box | None:
        """Return a box on the desktop in the picture's pixels."""
        if box is None:
            return None
        across, down = self._density
        corner = self.point(Point(box[0], box[1])) or Point(0, 0)
        return Box(*corner, round(box[2] * across), round(box[3] * down))

    def target(self, target: Target | None) -> Target | None:
        """Return the control with its box in the picture's pixels."""
        return target and target.model_copy(update={"box": self.area(target.box)})

    def window(self, window: Window | None) -> Window | None:
        """Return the window with its box in the picture's pixels."""
        return window and window.model_copy(update={"box": self.area(window.box)})

    @property
    def _density(self) -> tuple[float, float]:
        return self.width / self.on_desktop.width, self.height / self.on_desktop.height


def frame_of(monitors: tuple[Monitor, ...], moment: Moment | None, at: Point | None) -> Frame | None:
    """Return the frame of a moment; without one, of the monitor that `at` is on; None without monitors."""
    known = moment.screen or next(iter(monitors[moment.monitor :]), None) if moment else None
    if moment is not None and known is not None:
        return Frame(known.box, moment.width, moment.height, known.scale)
    if not monitors:
        return None
    on = (each for each in monitors if at is not None and each.box.holds(at))
    monitor = next(on, monitors[0])
    return Frame(monitor.box, monitor.width, monitor.height, monitor.scale)


def as_of(start: Start, layouts: Sequence[Layout], time: float) -> Start:
    """Return the start with the monitors as they stood at a time, after the `layouts` before it."""
    last = next((each for each in reversed(layouts) if each.time <= time), None)
    return start if last is None else start.model_copy(update={"monitors": last.monitors})


def monitors_of(recording: Recording) -> tuple[Monitor, ...]:
    """Return every monitor of a recording as it ever stood, each once, the first layout first."""
    layouts = (fact.monitors for fact in recording.facts if isinstance(fact, Layout))
    every = [*recording.start.monitors, *(monitor for layout in layouts for monitor in layout)]
    return tuple(each for number, each in enumerate(every) if each not in every[:number])

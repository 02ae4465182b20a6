"""From a frame to a kept picture: what lies outside the windows acted on, and secret fields, filled flat."""

from collections.abc import Callable, Collection, Iterator

from PIL import Image

from recorder.capture import png
from recorder.capture.darkroom import Darkroom, Exposure, Note
from recorder.capture.eyes import Frame
from recorder.capture.journal import Journal
from recorder.capture.masking import hidden
from recorder.capture.secret_fields import SecretFields
from recorder.document.geometry import Box

GREY = (214, 214, 214)


def fills(frame: Frame, families: Collection[int] | None, secrets: Collection[Box]) -> tuple[Box, ...]:
    """Return the boxes of `frame`, in its own pixels, that must not be kept; without families, secrets only.

    The windows were looked at before and after the grab: what was not seen both times is not kept.
    """
    both = dict.fromkeys((frame.windows_before, frame.windows)) if families is not None else ()
    boxes = [box for windows in both for box in hidden(frame.box, windows, families or ())]
    boxes += [shared for box in secrets if (shared := frame.box.meet(box))]
    return tuple(dict.fromkeys(box.moved(-frame.box.x, -frame.box.y) for box in boxes))


def paint(frame: Frame, boxes: Collection[Box]) -> Iterator[bytes]:
    """Yield the frame with the boxes filled, in bands of rows of red, green and blue."""
    top = 0
    for band in frame.bands:
        size = (frame.box.width, len(band) // (4 * frame.box.width))
        image = Image.frombytes("RGB", size, band, "raw", "BGRX")
        for box in boxes:
            image.paste(GREY, (box.x, box.y - top, box.right, box.bottom - top))
        top += size[1]
        yield image.tobytes()


class Pictures:
    """Put frames into the journal, each content once."""

    def __init__(
        self,
        journal: Journal,
        secrets: SecretFields,
        *,
        whole_screen: bool = False,
        monitor: int | None = None,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self.darkroom = Darkroom(journal, wake)
        self._secrets = secrets
        self._whole_screen = whole_screen
        self._monitor = monitor

    def keep(self, frame: Frame | None, families: Collection[int]) -> str | None:
        """Return the id of the moment that shows the frame, None where nothing of it may be kept."""
        exposure = self._exposed(frame, families)
        return self.darkroom.at_once(exposure) if exposure else None

    def keep_later(
        self, frame: Frame, families: Collection[int], note: Note | None = None, moment: str | None = None
    ) -> None:
        """Keep the same behind the actions, as far as may be, and write the fact that `note` makes of its id.

        `moment` is an id that was reserved for it.
        """
        exposure = self._exposed(frame, families)
        if exposure:
            self.darkroom.later(exposure, note, moment)

    def _exposed(self, frame: Frame | None, families: Collection[int]) -> Exposure | None:
        """Return what of a frame may be kept of the windows of `families`, None where that is nothing."""
        if frame is None or (self._monitor is not None and frame.monitor != self._monitor):
            return None
        if not self._whole_screen and not any(window.family in families for window in frame.windows):
            return None
        everyone = {window.family for window in frame.windows}
        secret = self._secrets.boxes(frame.windows, everyone if self._whole_screen else families)
        boxes = fills(frame, None if self._whole_screen else families, secret)
        return Exposure((frame.content, boxes), frame, lambda: developed(frame, boxes))


def developed(frame: Frame, boxes: Collection[Box]) -> bytes:
    """Return the frame with the boxes filled, as a PNG file."""
    return png.encode(frame.box.width, frame.box.height, paint(frame, boxes))

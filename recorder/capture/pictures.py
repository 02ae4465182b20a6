"""From a frame to a kept picture: what lies outside the windows acted on, and secret fields, filled flat."""

from collections.abc import Callable, Collection, Iterator

from PIL import Image

from recorder.capture import png
from recorder.capture.darkroom import Darkroom, Exposure, Note
from recorder.capture.eyes import Frame
from recorder.capture.journal import Journal
from recorder.capture.limits import Limits
from recorder.capture.masking import hidden, may_be_kept, others
from recorder.capture.secret_fields import SecretFields
from recorder.document.geometry import Box

GREY = (214, 214, 214)
NO_LIMITS = Limits()


def fills(
    frame: Frame,
    families: Collection[int] | None,
    excluded: Collection[int] = (),
    secrets: Collection[Box] = (),
) -> tuple[Box, ...]:
    """Return the boxes of `frame`, in its own pixels, that must not be kept; without families, few.

    The windows were looked at before and after the grab: what was not seen both times is not kept, nor where
    others were a little earlier, as what they showed stands on the screen until it is painted over.
    """
    around = dict.fromkeys((frame.windows_before, frame.windows))
    boxes = [box for windows in around for box in hidden(frame.box, windows, families, excluded)]
    boxes += [box for windows in frame.earlier for box in others(frame.box, windows, families, excluded)]
    boxes += [shared for box in secrets if (shared := frame.box.meet(box))]
    return tuple(dict.fromkeys(map(frame.inside, boxes)))


def paint(frame: Frame, boxes: Collection[Box]) -> Iterator[bytes]:
    """Yield the frame with the boxes filled, in bands of rows of red, green and blue."""
    top = 0
    for band in frame.bands:
        size = (frame.size[0], len(band) // (4 * frame.size[0]))
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
        limits: Limits = NO_LIMITS,
        *,
        whole_screen: bool = False,
        monitor: str | None = None,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        """`monitor` is the name of the only one whose pictures are kept."""
        self.darkroom = Darkroom(journal, wake)
        self._secrets = secrets
        self._limits = limits
        self._whole_screen = whole_screen and not limits.one_window
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

    def keep_again(self, moment: str, frame: Frame, families: Collection[int]) -> None:
        """Keep a moment anew, now that more of it is known to be secret; the older picture goes."""
        boxes = self._fills(frame, families)
        if boxes is not None:
            self.darkroom.again(moment, developed(frame, boxes), frame)

    def _exposed(self, frame: Frame | None, families: Collection[int]) -> Exposure | None:
        """Return what of a frame may be kept of the windows of `families`, None where that is nothing."""
        boxes = self._fills(frame, families) if frame else None
        if frame is None or boxes is None:
            return None
        return Exposure((frame.content, boxes), frame, lambda: developed(frame, boxes))

    def _fills(self, frame: Frame, families: Collection[int]) -> tuple[Box, ...] | None:
        """Return what of a frame must not be kept, None where that is all of it."""
        if self._monitor is not None and frame.name != self._monitor:
            return None
        shown = None if self._whole_screen else families
        around = (*frame.windows, *frame.windows_before, *(each for seen in frame.earlier for each in seen))
        excluded = self._limits.excluded(around, frame.started)
        if shown is not None and not any(may_be_kept(each, shown, excluded) for each in frame.windows):
            return None
        return fills(frame, shown, excluded, self._secrets.boxes(frame, shown))


def developed(frame: Frame, boxes: Collection[Box]) -> bytes:
    """Return the frame with the boxes filled, as a PNG file."""
    return png.encode(*frame.size, paint(frame, boxes))

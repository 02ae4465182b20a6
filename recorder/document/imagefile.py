"""One stored picture, checked: the bytes are those its name promises, and decode to the size it says."""

import hashlib
import io
from pathlib import PurePosixPath
from typing import NamedTuple

from PIL import Image

from recorder.document.limits import Limits
from recorder.errors import GuideFileError

_FORMATS = {".png": "PNG", ".webp": "WEBP"}
_PNG_HEADER = 24  # bytes up to and with the height
_WEBP_HEADER = 30  # bytes up to and with the height, in the longest of its three forms


class Size(NamedTuple):
    """The size of a picture, in pixels."""

    width: int
    height: int


def image_name(data: bytes, folder: str = "images/") -> str:
    """Return the name under which these bytes belong into a guide file."""
    suffix = next((suffix for suffix, form in _FORMATS.items() if _format(data) == form), None)
    if suffix is None:
        raise GuideFileError("A picture is neither PNG nor WebP: choose another.")
    return f"{folder}{hashlib.sha256(data).hexdigest()}{suffix}"


def check_hash(name: str, data: bytes) -> None:
    """Raise GuideFileError unless the name is the hash of the bytes."""
    if hashlib.sha256(data).hexdigest() != PurePosixPath(name).stem:
        raise GuideFileError(f"The picture {name} was changed after it was recorded: export the guide again.")


def check_image(name: str, data: bytes, limits: Limits) -> Size:
    """Return the size of a picture after decoding it whole.

    Raises GuideFileError where bytes and name disagree, and for what is too large, moves or is broken. The
    header is read here, before Pillow is asked, since Pillow reserves memory for what a header claims.
    """
    check_hash(name, data)
    form = _FORMATS[PurePosixPath(name).suffix]
    if _format(data) != form:
        raise GuideFileError(f"The picture {name} is no {form} picture: export the guide again.")
    size = _png_size(data) if form == "PNG" else _webp_size(data)
    if size is None or not all(size):
        raise _broken(name)
    if size.width * size.height > limits.pixels:
        raise GuideFileError(
            f"The picture {name} has {size.width} by {size.height} pixels and {limits.pixels:,} are allowed:"
            " take a smaller one."
        )
    _decode(name, data, form, size)
    return size


def _decode(name: str, data: bytes, form: str, size: Size) -> None:
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as image:
            moves = getattr(image, "is_animated", False)
            told = Size(*image.size)
            if told == size and not moves:
                image.load()
    except Exception as error:  # a codec raises whatever it meets in broken data
        raise _broken(name) from error
    if moves:
        raise GuideFileError(f"The picture {name} moves, and a step's picture must not: take a still one.")
    if told != size:
        raise _broken(name)


def _broken(name: str) -> GuideFileError:
    return GuideFileError(f"The picture {name} is broken: export the guide again.")


def _format(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    return "WEBP" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _png_size(data: bytes) -> Size | None:
    """Read width and height from the header chunk, which is always the first."""
    if data[12:16] != b"IHDR" or len(data) < _PNG_HEADER:
        return None
    return Size(int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))


def _webp_size(data: bytes) -> Size | None:
    """Read the canvas from the first chunk: RFC 9649, sections 2.5 to 2.7; RFC 6386, section 9.1."""
    match data[12:16], len(data) >= _WEBP_HEADER:
        case b"VP8X", True:
            return Size(1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little"))
        case b"VP8L", True:
            bits = int.from_bytes(data[21:25], "little")
            return Size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        case b"VP8 ", True:
            return Size(
                int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
            )
    return None

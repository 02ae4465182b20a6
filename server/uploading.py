"""A picture that somebody chose, dropped or pasted, made one that a guide can hold.

It is converted once, when it comes: decoded, turned upright, laid on white, and stored lossless. Nothing else
of the file is kept, so neither a place where it was taken nor anything hidden behind the pixels gets in.
Pictures are decoded one at a time, and only once their header told a size that fits: 64 megapixels, which
takes 256 MiB while it lasts and has room for what a phone's camera makes. What is larger than a guide needs,
16 megapixels or 3840 pixels of a photo, is scaled down, and that is said.
"""

import io
from dataclasses import dataclass
from threading import Lock
from typing import BinaryIO

from PIL import Image, ImageOps, features

from recorder.document.imagefile import Size, image_name
from recorder.document.limits import DEFAULT
from server.errors import ServerError

MOST_BYTES = DEFAULT.picture_bytes
MOST_PIXELS = 64_000_000
MOST_KEPT = 16_000_000
LONGEST_SIDE = 60_000
PHOTO_SIDE = 3840
"""No screen shows more of a photo, and lossless it would be as large as a whole guide."""

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", *(("AVIF",) if features.check("avif") else ()))
_MOVING = frozenset({"PNG", "WEBP", "GIF", "AVIF"})
_PHOTOS = frozenset({"JPEG", "AVIF"})
_WEBP_SIDE = 16_383  # the most that WebP can say
_QUALITY = 60  # of lossless WebP: how hard it tries, not how it looks
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_one_at_a_time = Lock()


class NoPictureError(ServerError):
    """What came is no picture that can be shown."""

    status = 422


class TooLargeError(ServerError):
    """The picture asks for more than there is room for."""

    status = 413


@dataclass(frozen=True, slots=True)
class Fit:
    """A picture ready to be stored under its name; `was` is its size before it was scaled down."""

    name: str
    data: bytes
    size: Size
    was: Size | None = None
    is_first_frame: bool = False


def made_fit(file: BinaryIO) -> Fit:
    """Return the picture in a file as it is to be stored.

    Raises NoPictureError and TooLargeError, each with the mend.
    """
    if not file.seek(0, io.SEEK_END):
        raise NoPictureError("The file is empty; choose another picture.")
    if file.tell() > MOST_BYTES:
        raise TooLargeError(
            f"The picture is larger than {MOST_BYTES // 2**20} MiB; save it smaller, and try again."
        )
    file.seek(0)
    with _one_at_a_time, _opened(file) as image:
        was, form = _upright(Size(*image.size), image), image.format or ""
        _check_size(was)
        moves = form in _MOVING and getattr(image, "is_animated", False)
        pixels = _decoded(image, _wanted(was, photo=form in _PHOTOS))
        data = _packed(pixels)
    size = Size(*pixels.size)
    return Fit(image_name(data), data, size, None if size == was else was, moves)


def _opened(file: BinaryIO) -> Image.Image:
    start = file.read(16)
    file.seek(0)
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC:
        raise NoPictureError("HEIC pictures cannot be read here; save it as JPEG and choose that.")
    try:
        return Image.open(file, formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many(None) from error
    except Exception as error:  # a codec raises whatever it meets in broken data
        raise NoPictureError(
            "This is no picture that can be read here; choose a PNG, JPEG, WebP, GIF or BMP file."
        ) from error


def _check_size(size: Size) -> None:
    if not all(size):
        raise _broken()
    if size.width * size.height > MOST_PIXELS or max(size) > LONGEST_SIDE:
        raise _too_many(size)


def _upright(size: Size, image: Image.Image) -> Size:
    return Size(size.height, size.width) if _orientation(image) in {5, 6, 7, 8} else size


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(0x0112, 1))
    except Exception:  # noqa: BLE001 # what a camera wrote beside the pixels may be broken, and they are not
        return 1


def _wanted(size: Size, *, photo: bool) -> Size:
    """Return the size at which a picture is kept."""
    most = min(1.0, (MOST_KEPT / (size.width * size.height)) ** 0.5)
    scale = min(most, PHOTO_SIDE / max(size)) if photo else most
    return size if scale == 1.0 else Size(*(max(1, int(side * scale)) for side in size))


def _decoded(image: Image.Image, wanted: Size) -> Image.Image:
    """Return the first frame upright, opaque, and at that size."""
    turned = _orientation(image)
    try:
        if image.format == "JPEG":
            image.draft("RGB", (max(wanted), max(wanted)))
        image.load()
        upright = ImageOps.exif_transpose(image) if turned != 1 else image
        pixels = _opaque(upright)
    except Exception as error:
        raise _broken() from error
    if pixels.size != wanted:
        pixels = pixels.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
    pixels.info.clear()  # what came beside the pixels is not written out with them
    return pixels


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode in ("I;16", "I;16B", "I;16L", "I"):
        image = image.point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else image.convert("RGB")
    layered = image.convert("RGBA")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground


def _packed(pixels: Image.Image) -> bytes:
    """Return the pixels lossless, and nothing beside them; as PNG where WebP has no room."""
    stream = io.BytesIO()
    if max(pixels.size) > _WEBP_SIDE:
        pixels.save(stream, "PNG", compress_level=4)
    else:
        pixels.save(stream, "WEBP", lossless=True, method=0, quality=_QUALITY)
    if stream.tell() > MOST_BYTES:
        raise TooLargeError("The picture is too large to be kept lossless; save it smaller and try again.")
    return stream.getvalue()


def _broken() -> NoPictureError:
    return NoPictureError("The picture is broken or was cut short; save it again, or choose another.")


def _too_many(size: Size | None) -> TooLargeError:
    told = f"{size.width:,} by {size.height:,}" if size else "far too many"
    return TooLargeError(
        f"The picture has {told} pixels, and {MOST_PIXELS:,} are taken in; save it smaller and try again."
    )

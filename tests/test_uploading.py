"""A picture from a file becomes one that a guide can hold, whatever the file is; nothing else is kept."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from recorder.document.imagefile import check_image
from recorder.document.limits import DEFAULT
from server.uploading import MOST_KEPT, PHOTO_SIDE, NoPictureError, TooLargeError, made_fit

RED, BLUE = (200, 30, 20), (10, 20, 190)


def halves(size: tuple[int, int] = (60, 40)) -> Image.Image:
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    return image


def saved(image: Image.Image, form: str, **options: Any) -> io.BytesIO:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF", "BMP"])
def test_a_lossless_picture_keeps_every_pixel(form: str) -> None:
    options = {"lossless": True} if form == "WEBP" else {}
    fit = made_fit(saved(halves(), form, **options))
    assert (fit.size, fit.was, fit.is_first_frame) == ((60, 40), None, False)
    assert pixels(fit.data).tobytes() == halves().tobytes()
    assert check_image(fit.name, fit.data, DEFAULT) == fit.size


def test_a_photo_stands_upright_and_tells_nothing_of_its_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "SECRET PLACE"
    fit = made_fit(saved(halves(), "JPEG", exif=exif, comment=b"SECRET PLACE", quality=95))
    assert fit.size == (40, 60)
    top, bottom = pixels(fit.data).getpixel((20, 10)), pixels(fit.data).getpixel((20, 50))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 150 > top[2]
    assert bottom[2] > 150 > bottom[0]
    assert b"SECRET" not in fit.data
    assert not pixels(fit.data).getexif()


def test_what_hides_behind_the_pixels_is_not_kept() -> None:
    stream = saved(halves(), "PNG")
    stream.seek(0, io.SEEK_END)
    stream.write(b"<script>alert(1)</script>")
    assert b"script" not in made_fit(stream).data


def test_what_is_see_through_lies_on_white() -> None:
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    assert pixels(made_fit(saved(clear, "PNG")).data).getpixel((1, 1)) == (255, 255, 255)


def test_deep_and_printers_colours_are_read() -> None:
    deep = Image.new("I;16", (4, 4), 0x8000)
    assert pixels(made_fit(saved(deep, "PNG")).data).getpixel((1, 1)) == (128, 128, 128)
    assert made_fit(saved(Image.new("CMYK", (4, 4)), "JPEG")).size == (4, 4)


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_kept(form: str) -> None:
    frames = [Image.new("RGB", (20, 20), BLUE)]
    stream = saved(Image.new("RGB", (20, 20), RED), form, save_all=True, append_images=frames, duration=100)
    fit = made_fit(stream)
    assert fit.is_first_frame
    first = pixels(fit.data).getpixel((5, 5))
    assert isinstance(first, tuple)
    assert first[0] > first[2]


def test_fifty_megapixels_are_scaled_down_and_that_is_said() -> None:
    photo = made_fit(saved(Image.new("RGB", (8160, 6120), RED), "JPEG"))
    assert (photo.was, photo.size) == ((8160, 6120), (PHOTO_SIDE, PHOTO_SIDE * 3 // 4))
    shot = made_fit(saved(Image.new("L", (8160, 6120)), "PNG"))
    assert shot.was == (8160, 6120)
    assert MOST_KEPT * 0.99 < shot.size.width * shot.size.height <= MOST_KEPT


def test_a_picture_that_webp_has_no_room_for_is_kept_as_png() -> None:
    fit = made_fit(saved(Image.new("RGB", (20, 17_000), RED), "PNG"))
    assert fit.name.endswith(".png")
    assert check_image(fit.name, fit.data, DEFAULT) == (20, 17_000)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def claims(width: int, height: int) -> bytes:
    """Return a small PNG file whose header tells of a picture of that size."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8001, 8001), (30_000, 30_000), (65_000, 100), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_before_any_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(TooLargeError, match="pixels, and 64,000,000 are taken in; save it smaller"):
        made_fit(io.BytesIO(claims(*size)))


def test_a_file_too_large_is_refused_unread() -> None:
    stream = io.BytesIO()
    stream.seek(64 * 2**20)
    stream.write(b"x")
    with pytest.raises(TooLargeError, match="larger than 64 MiB"):
        made_fit(stream)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no picture that can be read here"),
        (b"<!doctype html><script>alert(1)</script>", "no picture that can be read here"),
        (b"%PDF-1.7", "no picture that can be read here"),
        (b"GIF89a\xff\xff", "no picture that can be read here"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC pictures cannot be read here; save it as JPEG"),
        (claims(40, 40), "broken or was cut short"),
        (saved(halves((300, 300)), "JPEG").getvalue()[:900], "broken or was cut short"),
        (saved(halves((300, 300)), "BMP").getvalue()[:9000], "broken or was cut short"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_mend(data: bytes, sentence: str) -> None:
    with pytest.raises(NoPictureError, match=sentence):
        made_fit(io.BytesIO(data))

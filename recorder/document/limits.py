"""How much a `.guide` file may ask of the machine that reads it."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read; the defaults leave room for two thousand steps at 1080p.

    `ratio` is how many times its stored size an entry may grow. `pixels` has room for an 8K screen and
    bounds the memory that checking takes: one picture at a time, four bytes a pixel of PNG, sixteen of WebP.
    """

    file_bytes: int = 1024 * MEBIBYTE
    total_bytes: int = 2048 * MEBIBYTE
    entries: int = 20_000
    ratio: int = 200
    picture_bytes: int = 64 * MEBIBYTE
    pixels: int = 40_000_000
    total_pixels: int = 5_000_000_000
    json_bytes: int = 16 * MEBIBYTE
    json_depth: int = 32
    journal_bytes: int = 64 * MEBIBYTE


DEFAULT = Limits()

"""Looks for a name and a pattern in every byte: plain or packed, in any coding, drawn at any size."""

import gzip
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

from fastapi.testclient import TestClient
from PIL import Image, ImageChops

from tests.marked_guide import LOUD, NAME

TOLERANCE = 60
_known: dict[bytes, list[str]] = {}
FEW = 3  # pixels that happen to be alike


def found_in_folder(folder: Path) -> list[str]:
    """Return where under a folder the name or the pattern is: free pages and logs included."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [f"{path.relative_to(folder)}: {what}" for path in files for what in found_in(path.read_bytes())]


def found_in(data: bytes) -> list[str]:
    """Return what of the two is in the bytes, also in what they pack."""
    digest = hashlib.sha256(data).digest()
    if digest not in _known:
        _known[digest] = [*_words_in(data), *_pattern_in(data), *_packed_in(data)]
    return _known[digest]


def _forms(word: str) -> Iterator[bytes]:
    for each in {word, word.lower(), word.casefold(), word.replace("ä", "a"), word.lower().replace("ä", "a")}:
        yield from (each.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"))
        yield json.dumps(each)[1:-1].encode()
        yield quote(each).encode()
        yield each.replace("ä", "&auml;").encode()


@cache
def _all_forms() -> tuple[bytes, ...]:
    """Return how the words may be written; an index keeps the beginnings of words in a row only once."""
    parts = (part for word in NAME.split() for part in (word, word[3:]))
    return tuple(sorted({form for part in parts for form in _forms(part)}))


def _words_in(data: bytes) -> Iterator[str]:
    yield from (f"the word {form!r}" for form in _all_forms() if form in data)
    spelled = ",".join(f'"{each}"' for each in NAME.split()[0])
    if spelled.encode() in data.replace(b" ", b""):
        yield "the keys by which it was typed"


def _pattern_in(data: bytes) -> Iterator[str]:
    for start in _starts(data, b"\x89PNG\r\n\x1a\n", b"RIFF"):
        try:
            with Image.open(io.BytesIO(data[start:])) as image:
                shown = image.convert("RGB")
        except OSError:
            continue
        if any(_close_to(shown, colour) > FEW for colour in LOUD):
            yield f"the pattern at {start}"


def _starts(data: bytes, *signs: bytes) -> Iterator[int]:
    for sign in signs:
        yield from (found.start() for found in re.finditer(re.escape(sign), data))


def _close_to(image: Image.Image, colour: tuple[int, int, int]) -> int:
    """Return how many pixels are nearly of the colour."""
    apart = ImageChops.difference(image, Image.new("RGB", image.size, colour))
    near = [band.point(lambda value: 255 if value < TOLERANCE else 0) for band in apart.split()]
    both = ImageChops.darker(ImageChops.darker(near[0], near[1]), near[2])
    return both.histogram()[255]


def _packed_in(data: bytes) -> Iterator[str]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from (f"{name}: {what}" for what in found_in(packed.read(name)))
    for start in _starts(data, b"\x1f\x8b\x08"):
        try:
            yield from found_in(gzip.decompress(data[start:]))
        except (OSError, EOFError, zlib.error):
            continue


def found_by_walking(client: TestClient, *starts: str) -> tuple[list[str], int]:
    """Return at which addresses the two are shown, following every link, and how many addresses that were."""
    waiting, seen, found = list(starts), set(starts), []
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        found += [f"{address}: {what}" for what in found_in(answer.content)]
        if answer.headers.get("content-type", "").startswith(("text/html", "application/json")):
            links = re.findall(r'"(/[^"\s<>]*)"|\s(/pictures/[^"\s,]+)', answer.text)
            for each in {(one or two).replace("&amp;", "&").partition("#")[0] for one, two in links}:
                if each and each not in seen and not each.startswith(("/static", "/api/docs", "//")):
                    seen.add(each)
                    waiting.append(each)
        if "location" in answer.headers and answer.headers["location"] not in seen:
            seen.add(answer.headers["location"])
            waiting.append(answer.headers["location"])
    return found, len(seen)

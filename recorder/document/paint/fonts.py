"""Which font words on a picture are drawn in: the bundled one, or one of this machine's for other scripts.

The bundled font has the letters of Europe. Words that need others are drawn whole in the font that has most
of them, so that a label has one face.
"""

from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FONT = Path(__file__).parent.parent / "fonts" / "Inter-SemiBold.ttf"
ELSEWHERE = (
    "DejaVuSans-Bold.ttf",
    "NotoSansCJK-Bold.ttc",
    "NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSansDevanagari-Bold.ttf",
    "NotoSansThai-Bold.ttf",
    "wqy-zenhei.ttc",
    "segoeuib.ttf",
    "msyhbd.ttc",
    "meiryob.ttc",
    "malgunbd.ttf",
    "NirmalaB.ttf",
    "leelauib.ttf",
    "Arial Unicode.ttf",
    "PingFang.ttc",
    "AppleSDGothicNeo.ttc",
)
"""Names of fonts with other letters, as systems have them; Pillow knows where to look."""

_NO_LETTER = "\ue000"
_SEEN = 40.0  # pixels high enough that two letters are not the same by chance


def font_of(words: str, height: float) -> ImageFont.FreeTypeFont:
    """Return the font for those words at that height in pixels."""
    return _sized(_name_for(words), max(1.0, height))


@lru_cache(maxsize=256)
def _name_for(words: str) -> str:
    letters = [letter for letter in dict.fromkeys(words) if not letter.isspace()]
    missing = [letter for letter in letters if not _has(str(FONT), letter)]
    if not missing:
        return str(FONT)
    counts = {name: sum(_has(name, letter) for letter in letters) for name in (str(FONT), *_there())}
    return max(counts, key=lambda name: counts[name])


@cache
def _there() -> tuple[str, ...]:
    return tuple(name for name in ELSEWHERE if _opens(name))


def _opens(name: str) -> bool:
    try:
        ImageFont.truetype(name, _SEEN)
    except OSError:
        return False
    return True


@lru_cache(maxsize=4096)
def _has(name: str, letter: str) -> bool:
    """Tell whether a font draws a letter otherwise than one it surely lacks."""
    font = _sized(name, _SEEN)
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NO_LETTER))


@lru_cache(maxsize=64)
def _sized(name: str, height: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(name, height)

"""How wide words stand in Inter, known without asking a browser: what a drawing needs to wrap them.

The widths are those of its semi-bold letters with the features of `base.css`, in thousandths of their size,
rounded up to the next twenty; a test holds them against the font itself. Accents make no letter wider.
"""

# ruff: noqa: RUF001 (the letters of three alphabets look alike)

import unicodedata

_LETTERS = {
    260: " ",
    280: "IijlıłΙІіј",
    300: "‚",
    320: "ι‘’",
    340: "!',.:;¡¦·¹ſ΄·",
    360: "`t´¸ŧ",
    380: "()[]|",
    400: "/\\fľ",
    420: "r",
    440: "1ŀť",
    460: "¯°²Ίгґ",
    480: "-_{}ª³",
    500: "^º–„•",
    520: "τзт”",
    540: '"ĳζ“',
    560: "*?s¿εξѕ",
    580: "7Lakxz¥§ĸĿκавкхя",
    600: "FJcevy¢¶ðΓγςχЈГелсучьэєҐ",
    620: "5Ehnou¨øħŁŋΕβδηνουЕбинопђћџ",
    640: "2bdgpq£µþđθμπρр™",
    660: "#$3689PRSZ«»ßŉΖΡσЅБЗРЯдц←→",
    680: "&+04<=>BT~¬®±×Þ÷ŦΒΤλВТЬъ",
    700: "ΞΣαУ€",
    720: "K΅ΚКЧ",
    740: "ACDUVXYΑΔΛΥΧЄЏАСХЭ",
    760: "GH¤ÐďĐΗΠЛНПЦ",
    780: "NOQØŊΘΝΟΩИОф",
    800: "Έφы",
    820: "Ħм",
    840: "¼ψωФЪ",
    860: "wЂДжш",
    880: "½Ĳщю",
    900: "ΦΨЋ↑↓",
    920: "m©¾æΌΏЫњ",
    940: "MΉΜМ",
    960: "Ύљ",
    980: "…",
    1000: "œШ—",
    1020: "%@ÆŒЩ",
    1040: "WЮ",
    1060: "Ж",
    1120: "Љ",
    1140: "Њ",
}
_WIDTHS = {letter: width for width, letters in _LETTERS.items() for letter in letters}
SLACK = 1.03
"""Some pairs of letters stand further apart than each for itself."""
_WIDE, _PICTURE, _UNKNOWN = 1_040, 1_400, 800


def width_of(text: str, size: float) -> float:
    """Return how wide a text of that size is, at most."""
    return sum(map(_letter, text)) * SLACK * size / 1_000


def _letter(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is None:
        known = _WIDTHS.get(unicodedata.normalize("NFD", letter)[0])
    return _foreign(letter) if known is None else known


def _foreign(letter: str) -> int:
    """Return the width of a letter that Inter does not have and another font stands in for."""
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if category == "So":
        return _PICTURE
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _UNKNOWN

"""Which words name keys of a keyboard, so that readers see them as key caps; the text itself stays.

A chord is clear by itself: `Ctrl+S`. One key alone, such as `Enter`, may just as well be a button's name and
is a key only where the step says to press it.
"""

import re

_MODIFIERS = "Ctrl|Control|Strg|AltGr|Alt|Shift|Umschalt|Command|Cmd|Option|Meta|Super|Windows|Win|Fn|[⌘⌥⇧⌃]"
_NAMED = (
    "Enter|Return|Eingabe|Tab|Esc|Escape|Space|Leertaste|Backspace|Delete|Del|Entf|Insert|Ins|Einfg|Home|"
    "Pos1|End|Ende|Page ?Up|Page ?Down|PgUp|PgDn|Bild[↑↓]|Up|Down|Left|Right|Plus|Minus|CapsLock|"
    "Caps Lock|NumLock|ScrollLock|Pause|Print|PrtSc|Druck|Menu|F1[0-9]|F2[0-4]|F[1-9]|[←↑→↓⏎⌫⌦⎋⇥]"
)
_CHORD = re.compile(rf"(?:(?:{_MODIFIERS}) ?\+ ?)+(?:{_NAMED}|{_MODIFIERS}|[^\s+]|\+)")
_ALONE = re.compile(rf"{_NAMED}|{_MODIFIERS}")
_BETWEEN = re.compile(r"( ?\+ ?)(?=.)")


def keys_in(words: str, *, alone: bool = False) -> tuple[str, ...]:
    """Return the keys that words name, pressed together, with what stands between each two; else nothing.

    `alone` says that one key by itself counts, since the step presses it.
    """
    if _CHORD.fullmatch(words):
        return tuple(_BETWEEN.split(words))
    return (words,) if alone and _ALONE.fullmatch(words) else ()

"""The verbs that steps begin with, so that a sentence that tells can become one that asks."""

import re
from pathlib import Path

LISTS = Path(__file__).parent / "lists"


VERBS = frozenset((LISTS / "verbs-en.txt").read_text(encoding="utf-8").split())
"""English verbs as a step begins with them."""

GERMAN = {
    "klickt": "klicken", "wählt": "wählen", "öffnet": "öffnen", "drückt": "drücken", "tippt": "tippen",
    "schließt": "schließen", "schreibt": "schreiben", "sucht": "suchen", "prüft": "prüfen", "zieht": "ziehen",
    "speichert": "speichern", "sendet": "senden", "löscht": "löschen", "markiert": "markieren",
    "bestätigt": "bestätigen", "startet": "starten", "druckt": "drucken", "kopiert": "kopieren",
}  # fmt: skip
"""German verbs as somebody does them, each with the form that steps are said in."""


def base_of(word: str) -> str | None:
    """Return the form a step begins with: `clicks`, `clicking` and `clicked` are `click`; else None."""
    return next((each for each in _bases(word.lower()) if each in VERBS), None)


def _bases(word: str) -> list[str]:
    stem = re.sub(r"(?:ing|ed|es|s)$", "", word)
    if stem == word:
        return []
    single = stem[:-1] if len(stem) > 1 and stem[-1:] == stem[-2:-1] else stem  # "dragging" is of "drag"
    ies = f"{word[:-3]}y" if word.endswith(("ies", "ied")) else ""
    return [ies, f"{stem}e", stem, single]

"""Every sentence that `compose` writes, by language: English in the code, the others in `catalogues/*.po`.

The files are gettext's, so that translators' tools read them. They are read as they are, which spares a build
step; what a language lacks stays English.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parent / "catalogues"

_ENTRY = re.compile(r'^(msgid_plural|msgid|msgstr(?:\[\d\])?)?\s*(".*")\s*$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one language."""

    language: str
    sentences: Mapping[str, tuple[str, ...]]

    def say(self, english: str, **names: object) -> str:
        """Return the sentence in this language, its `{names}` filled in."""
        return (self.sentences.get(english) or (english,))[0].format(**names)

    def count(self, one: str, many: str, number: int, **names: object) -> str:
        """Return the sentence for `number` things, which it may quote as `{number}`."""
        forms = self.sentences.get(one) or (one, many)
        return forms[0 if number == 1 else -1].format(number=number, **names)


@cache
def phrases(language: str) -> Phrases:
    """Return the sentences of `language` (`de`, `de-AT`, `de_AT.UTF-8`), English where it has none."""
    code = re.split(r"[-_.]", language.lower(), maxsplit=1)[0]
    path = CATALOGUES / f"{code}.po"
    known = re.fullmatch(r"[a-z]{2,3}", code) and path.is_file()
    return Phrases(code, read_catalogue(path.read_text(encoding="utf-8"))) if known else Phrases("en", {})


def read_catalogue(text: str) -> dict[str, tuple[str, ...]]:
    """Return the sentences of a `.po` file: each English one with its forms in the file's language."""
    sentences: dict[str, tuple[str, ...]] = {}
    for entry in re.split(r"\n\s*\n", text):
        fields = _fields(entry)
        forms = tuple(value for name, value in fields.items() if name.startswith("msgstr") and value)
        if fields.get("msgid") and forms:
            sentences[fields["msgid"]] = forms
    return sentences


def _fields(entry: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for found in _ENTRY.finditer(entry):
        name = found[1] or name
        fields[name] = fields.get(name, "") + ast.literal_eval(found[2])
    return fields

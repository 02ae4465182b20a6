"""Meaning beside words: how near a question is to what a guide is for (the `search` extra).

Each word has a vector. They come in a package's own folder and are read there; nothing is fetched. A text
means what its words mean on the average; usual words have short vectors, so that they count for little.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from server.searching.words import fold

PACKAGE = "wordllama"
_NEEDED = (PACKAGE, "numpy", "tokenizers", "safetensors")
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_DIMENSIONS = 128
"""The vectors were made so that their first half says nearly as much, in half the memory and time."""
_LETTERS = 3
"""Letters that a piece of a real word has at least, on the average."""
_LATIN = re.compile("[a-z]")
_BESIDES = 0.3
"""What other words for a question count for beside it."""
_TOKENS = "tokenizers/l2_supercat_tokenizer_config.json"


def is_here() -> bool:
    """Tell whether meaning can be compared: whether the extra is installed."""
    return all(find_spec(name) for name in _NEEDED) and (_folder() / _WEIGHTS).is_file()


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def is_word(word: str) -> bool:
    """Tell whether the vectors know this as one word and not as pieces: then it is spelt as it is meant."""
    return _model().pieces(word) == 1


def reads_like_words(text: str) -> bool:
    """Tell whether any word of a text has a meaning that can be known: not if it falls apart into letters.

    Nor in a script other than Latin, in which the pieces were never learned.
    """
    words = (word for word in fold(text).split() if _LATIN.search(word))
    return any(_model().pieces(word) <= -(-len(word) // _LETTERS) for word in words)


class Vectors:
    """What texts mean, as unit vectors in rows. None is taken out: whoever asks knows which still count."""

    def __init__(self) -> None:
        self._keys: list[int] = []
        self._at: dict[int, int] = {}
        self._rows: Any = None
        self._filled = 0

    def __len__(self) -> int:
        return self._filled

    def add(self, keys: Sequence[int], texts: Sequence[str]) -> None:
        """Add texts under their keys."""
        import numpy as np  # noqa: PLC0415 - of the extra

        made = _model().embedded(texts)
        if self._rows is None or self._filled + len(made) > len(self._rows):
            room = np.zeros((2 * (self._filled + len(made)), made.shape[1]), np.float32)
            if self._filled:
                room[: self._filled] = self._rows[: self._filled]
            self._rows = room
        self._rows[self._filled : self._filled + len(made)] = made
        first = self._filled
        self._keys += keys
        self._filled += len(made)
        self._at |= {key: first + at for at, key in enumerate(keys)}

    def nearest(
        self, text: str, besides: Sequence[str], limit: int, also: Collection[int] = ()
    ) -> dict[int, float]:
        """Return the keys of what means most nearly the same, nearest first, with how near: 1 is the same.

        `besides` are other words for what the text says, which count for less; the keys `also` are told
        however far they are.
        """
        import numpy as np  # noqa: PLC0415 - of the extra

        filled = self._filled  # more may come meanwhile
        if not filled or not reads_like_words(text):
            return {}
        # not by BLAS, whose threads wait for each other where the machine is busy
        said, others = _model().embedded([text, " ".join(besides)])
        wanted = said + _BESIDES * others
        near = np.einsum("ij,j->i", self._rows[:filled], wanted / (np.linalg.norm(wanted) or 1.0))
        best = {*np.argpartition(-near, min(limit, filled - 1))[:limit].tolist()}
        best |= {at for at in map(self._at.get, also) if at is not None and at < filled}
        return {self._keys[at]: float(near[at]) for at in sorted(best, key=lambda each: -near[each])}


class _Model:
    """Vectors of pieces of words, and what takes a text apart into them."""

    def __init__(self) -> None:
        from safetensors import safe_open  # noqa: PLC0415 - of the extra
        from tokenizers import Tokenizer  # noqa: PLC0415

        with safe_open(_folder() / _WEIGHTS, "numpy") as weights:  # the other half is not even read
            (name,) = weights.keys()
            self._pieces = weights.get_slice(name)[:, :_DIMENSIONS]
        self._tokenizer = Tokenizer.from_file(str(_folder() / _TOKENS))

    def pieces(self, word: str) -> int:
        """Return into how many pieces a word is taken apart."""
        return len(self._tokenizer.encode(word, add_special_tokens=False).ids)

    def embedded(self, texts: Sequence[str]) -> Any:
        """Return a unit vector for each text, of zeros where it says nothing."""
        import numpy as np  # noqa: PLC0415

        made = np.zeros((len(texts), self._pieces.shape[1]), np.float32)
        for at, text in enumerate(texts):  # one by one: a batch would take every core
            ids = self._tokenizer.encode(text.lower(), add_special_tokens=False).ids
            if ids:
                made[at] = self._pieces[ids].astype(np.float32).mean(axis=0)
        lengths = np.linalg.norm(made, axis=1, keepdims=True)
        return made / np.where(lengths > 0, lengths, 1)


@cache
def _model() -> _Model:
    return _Model()

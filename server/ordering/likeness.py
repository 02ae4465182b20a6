"""How alike two guides are: the share of their steps that both have, without comparing each with each.

A guide is sketched by the hashes of what its steps do. MinHash (Broder, 1997) in bands puts guides that are
alike into one bucket with near certainty; only those are compared, by their sketches.
"""

import random
from collections.abc import Iterable, Iterator
from hashlib import blake2b

ALIKE = 0.65
"""From this likeness on two guides are shown as doubles; `tests/test_likeness.py` measures it."""
MOST = 64
"""Hashes of a sketch: the whole of most guides; of longer ones the smallest hashes stand for all."""
BANDS, ROWS = 14, 3
FEWEST = 2

_PRIME = (1 << 61) - 1
_MASK = (1 << 32) - 1
_CHANCE = random.Random("handrail")  # noqa: S311 - the same numbers everywhere, not secret ones
_TURNS = tuple((_CHANCE.randrange(1, _PRIME), _CHANCE.randrange(_PRIME)) for _ in range(BANDS * ROWS))

Sketch = tuple[int, ...]


def sketch_of(deeds: Iterable[str]) -> Sketch:
    """Return the sketch of what a guide's steps do."""
    return tuple(sorted({_hash(each) for each in deeds})[:MOST])


def bands_of(sketch: Sketch) -> Iterator[str]:
    """Give the buckets in which guides that are alike meet; none for a guide that says too little."""
    if len(sketch) < FEWEST:
        return
    least = [min((a * each + b) % _PRIME for each in sketch) & _MASK for a, b in _TURNS]
    for band in range(BANDS):
        rows = least[band * ROWS : (band + 1) * ROWS]
        yield f"{band:x}-{_hash(' '.join(map(str, rows))):08x}"


def likeness(one: Sketch, other: Sketch) -> float:
    """Return which share of what either guide does both do: 0 to 1, estimated where they are long."""
    both = sorted({*one, *other})
    if len(one) == MOST or len(other) == MOST:
        both = both[:MOST]
    shared = {*one} & {*other}
    return len(shared.intersection(both)) / len(both) if both else 0.0


def written(sketch: Sketch) -> str:
    """Return a sketch as it is kept."""
    return "".join(f"{each:08x}" for each in sketch)


def read(text: str) -> Sketch:
    """Return a sketch that was kept."""
    return tuple(int(text[at : at + 8], 16) for at in range(0, len(text), 8))


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=4).digest())

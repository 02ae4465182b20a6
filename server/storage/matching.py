"""Asks the index which guides hold what is looked for, best first, among those that a filter lets through.

One statement, the same on every database: for each term the guides that hold it, by their best weight; and
together, what a guide scores and how much of the question it covers.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, TextClause, bindparam, text

Key = TypeVar("Key", int, str)

MOST_PLACED = 3_000
"""Guides that a place's name brings in, at most: in a place with more, it says little of each."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for: stems with how well each fits, and places that are called so.

    `rarity` is what all of it counts for, and how well a stem fits is by that: above 1 where a word is rarer
    than with what means the same. A light one, such as "give", need not be there.
    """

    stems: Mapping[str, float]
    rarity: float
    is_light: bool = False
    processes: Collection[str] = ()
    stages: Collection[str] = ()
    placed: float = 1.0
    """How well the places fit."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What results are narrowed to; archived guides are left out unless their state is asked for."""

    process: str = ""
    role: str = ""
    program: str = ""
    owner: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


class Match(NamedTuple):
    """A guide that fits: its entry in the index, and what filters may count of it."""

    entry: int
    guide: str
    language: str
    title: str
    score: float
    covered: float
    role: str
    owner: int | None
    state: str
    programs: tuple[str, ...]


_LISTS = re.compile(r"IN :(\w+)")
_COLUMNS = "e.id, e.guide, e.language, e.programs, g.title, g.role, g.owner, g.state"
_KEPT = "g.version > 0 AND NOT EXISTS (SELECT 1 FROM trash t WHERE t.guide = g.id)"


def matching(
    connection: Connection, terms: Sequence[Term], without: Collection[str], filters: Filters, limit: int
) -> tuple[Match, ...]:
    """Return the guides that hold any of the terms and none of the stems `without`, best first."""
    values: dict[str, Any] = {"limit": limit}
    held = " UNION ALL ".join(_held(number, term, values) for number, term in enumerate(terms))
    narrowed = _narrowed(filters, values)
    shut_out = ""
    if without:
        values["without"] = _padded(without)
        shut_out = "AND h.entry NOT IN (SELECT entry FROM search_postings WHERE stem IN :without)"
    statement = f"""
        SELECT {_COLUMNS}, s.score, s.covered FROM (
            SELECT h.entry, SUM(h.score) AS score, SUM(h.covered) AS covered FROM ({held}) AS h
            WHERE {narrowed} {shut_out} GROUP BY h.entry
            ORDER BY SUM(h.score) * SUM(h.covered) DESC, h.entry LIMIT :limit
        ) AS s JOIN search_guides e ON e.id = s.entry JOIN guides g ON g.id = e.guide
        WHERE {_KEPT} ORDER BY s.score * s.covered DESC, g.id"""  # noqa: S608 - names of our own
    return tuple(_match(row) for row in connection.execute(_text(statement), values).all())


def among(connection: Connection, keys: Collection[int], filters: Filters) -> Mapping[int, Match]:
    """Return those entries that the filter lets through."""
    if not keys:
        return {}
    values: dict[str, Any] = {"keys": _padded(keys)}
    statement = f"""
        SELECT {_COLUMNS}, 0.0 AS score, 0.0 AS covered
        FROM (SELECT id AS entry FROM search_guides WHERE id IN :keys) AS h
        JOIN search_guides e ON e.id = h.entry JOIN guides g ON g.id = e.guide
        WHERE {_narrowed(filters, values)} AND {_KEPT}"""  # noqa: S608
    return {row.id: _match(row) for row in connection.execute(_text(statement), values).all()}


def newest(connection: Connection, filters: Filters, limit: int) -> tuple[Match, ...]:
    """Return the guides that a filter alone lets through, those published last first."""
    values: dict[str, Any] = {"limit": limit}
    statement = f"""
        SELECT {_COLUMNS}, 0.0 AS score, 0.0 AS covered
        FROM (SELECT id AS entry FROM search_guides) AS h
        JOIN search_guides e ON e.id = h.entry JOIN guides g ON g.id = e.guide
        WHERE {_narrowed(filters, values)} AND {_KEPT}
        ORDER BY g.published_at DESC, g.id LIMIT :limit"""  # noqa: S608
    return tuple(_match(row) for row in connection.execute(_text(statement), values).all())


def _held(number: int, term: Term, values: dict[str, Any]) -> str:
    """Return the statement that gives, for one term, each guide that holds it once."""
    rarity = f"r{number}"
    values[rarity] = float(term.rarity)
    parts = [_worded(number, term, values)] if term.stems else []
    parts += list(_placed(number, term, values))
    found = " UNION ALL ".join(parts)
    if len(term.stems) == 1 and len(parts) == 1:  # each guide once as it is
        return f"""SELECT f.entry AS entry, f.weight * :{rarity} AS score, :{rarity} AS covered
            FROM ({found}) AS f"""  # noqa: S608
    return f"""SELECT f.entry AS entry, MAX(f.weight) * :{rarity} AS score, MAX(:{rarity}) AS covered
        FROM ({found}) AS f GROUP BY f.entry"""  # noqa: S608


def _worded(number: int, term: Term, values: dict[str, Any]) -> str:
    names = [f"s{number}_{at}" for at in range(len(term.stems))]
    values |= dict(zip(names, term.stems, strict=True))
    wanted = ", ".join(f":{name}" for name in names)
    weight = "weight"
    if set(term.stems.values()) != {1.0}:
        fits = [f"f{number}_{at}" for at in range(len(names))]
        values |= dict(zip(fits, term.stems.values(), strict=True))
        cases = " ".join(f"WHEN :{name} THEN :{fit}" for name, fit in zip(names, fits, strict=True))
        weight = f"weight * CASE stem {cases} END"
    return f"SELECT entry, {weight} AS weight FROM search_postings WHERE stem IN ({wanted})"  # noqa: S608


def _placed(number: int, term: Term, values: dict[str, Any]) -> Iterator[str]:
    """Yield the statements for guides in processes and stages that are called so."""
    for column, keys in (("process", term.processes), ("stage", term.stages)):
        if keys:
            name = f"{column}{number}"
            values[name] = _padded(keys)
            values[f"p{number}"] = float(term.placed)
            yield f"""SELECT entry, weight FROM (
                SELECT e.id AS entry, CAST(:p{number} AS FLOAT) AS weight FROM placements p
                JOIN search_guides e ON e.guide = p.guide WHERE p.{column} IN :{name}
                LIMIT {MOST_PLACED}) AS {name}"""  # noqa: S608


def _padded(keys: Collection[Key]) -> list[Key]:
    """Return the keys, the last of them repeated: with few lengths there are few statements to take apart."""
    said = list(keys)
    said.extend(said[-1:] * (2 ** (len(said) - 1).bit_length() - len(said)))
    return said


def _narrowed(filters: Filters, values: dict[str, Any]) -> str:
    """Return the condition under which an entry is let through."""
    if not filters:
        return """h.entry NOT IN (SELECT a.id FROM guides b JOIN search_guides a ON a.guide = b.id
            WHERE b.state = 'archived')"""
    named = {each.name: getattr(filters, each.name) for each in fields(filters)}
    values |= {name: value for name, value in named.items() if value}
    conditions = ["b.state = :state" if filters.state else "b.state != 'archived'"]
    if filters.role:
        conditions.append("b.role = :role")
    if filters.owner:
        values["owner"] = int(filters.owner) if re.fullmatch(r"[0-9]{1,9}", filters.owner) else -1
        conditions.append("b.owner = :owner")
    if filters.process:
        conditions.append("b.id IN (SELECT p.guide FROM placements p WHERE p.process = :process)")
    if filters.program:
        values["program"] = f"%\n{_escaped(filters.program)}\n%"
        conditions.append(r"'" + "\n" + "' || a.programs || '" + "\n" + r"' LIKE :program ESCAPE '\'")
    return f"""h.entry IN (SELECT a.id FROM search_guides a JOIN guides b ON b.id = a.guide
        WHERE {" AND ".join(conditions)})"""  # noqa: S608


def _escaped(said: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\%_" else letter for letter in said)


@lru_cache(256)
def _text(statement: str) -> TextClause:
    return text(statement).bindparams(
        *(bindparam(name, expanding=True) for name in _LISTS.findall(statement))
    )


def _match(row: Any) -> Match:
    entry, guide, language, programs, title, role, owner, state, score, covered = row
    inside = tuple(programs.split("\n")) if programs else ()
    scored = float(score), float(covered)  # PostgreSQL takes a bare 0.0 for a number of another kind
    return Match(entry, guide, language, title, *scored, role, owner, state, inside)

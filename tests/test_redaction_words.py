"""Banned words are found as people read them, and only words that people wrote are ever rewritten."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import JSON, Text

from recorder.compose import compose
from recorder.document.archive import JOURNAL, LEDGER
from recorder.document.guide import Guide
from recorder.document.journalcheck import check_journal, recording_of
from recorder.document.limits import DEFAULT
from recorder.recording import Press
from server.redacting.rewriting import Rewriter
from server.redacting.rows import UNTOUCHED, columns_of
from server.redacting.words import Bans, ban, letters_of, tokens
from server.storage import tables
from tests.recorded_guide import recorded

KEY = b"k" * 32


def bans(*words: str, instead: str = "a customer") -> Bans:
    return Bans(KEY, tuple(ban(KEY, each, instead) for each in words))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Order 4711 · Ines Okafor", "Order 4711 · a customer"),
        ("ines  OKAFOR's order", "a customer's order"),
        ("Call Ines **Okafor** back", "Call **a customer** back"),
        ("**Ines** Okafor, again", "**a customer**, again"),
        ("shop.example/?q=Ines%20Okafor&x=1", "shop.example/?q=a customer&x=1"),
        ("Ines_Okafor.pdf", "a customer.pdf"),
        ("Ines\u00a0Oka\u00adfor", "a customer"),
        ("Ines Okaforova stays", "Ines Okaforova stays"),
        ("Ines stays, and Okafor", "Ines stays, and Okafor"),
        ("", ""),
    ],
)
def test_words_are_found_as_people_read_them(text: str, made: str) -> None:
    assert bans("Ines Okafor").replaced(text) == made


@pytest.mark.parametrize(
    ("words", "text", "made"),
    [
        ("José", "Jose\u0301 called", "X called"),
        ("Jürgen", "j%C3%BCrgen@shop.example", "X@shop.example"),
        ("田中", "田中さんの注文", "Xさんの注文"),
        ("+49 170 1234567", "+49-170/1234567", "+X"),
        ("مريم", "إلى مريم", "إلى X"),
    ],
)
def test_words_of_any_script_are_found(words: str, text: str, made: str) -> None:
    assert bans(words, instead="X").replaced(text) == made


def test_the_longest_words_win() -> None:
    both = Bans(KEY, (ban(KEY, "Ines", "A"), ban(KEY, "Ines Okafor", "B")))
    assert both.replaced("Ines Okafor and Ines") == "B and A"


def test_what_is_kept_of_words_does_not_tell_them() -> None:
    assert not re.search("ines|okafor", repr(ban(KEY, "Ines Okafor", "a customer")), re.IGNORECASE)
    assert ban(b"another key", "Ines Okafor", "").print != ban(KEY, "Ines Okafor", "").print


def test_a_text_never_outgrows_its_field() -> None:
    assert len(bans("ab", instead="somebody else").replaced("ab " * 333)) == 1_000


@given(st.text(), st.text(min_size=2, max_size=6), st.text())
def test_replacing_twice_is_replacing_once(before: str, words: str, after: str) -> None:
    if letters_of(words) < 2 or "x" in {token.word for token in tokens(words)}:
        return
    once = bans(words, instead="x").replaced(f"{before} {words} {after}")
    assert bans(words, instead="x").replaced(once) == once


EVERY_WORD = (
    "click", "button", "refund", "note", "never", "example", "action", "text", "desk", "pictures", "before",
    "png", "recordings", "procedure", "images", "press", "moment", "tree", "wrong", "issue", "hotkey", "en",
)  # fmt: skip


def test_programs_words_stay_whatever_is_banned() -> None:
    recording, _ = recorded()
    guide = compose(recording)
    made = Rewriter(bans=bans(*EVERY_WORD)).model(guide)
    again = Guide.model_validate_json(made.model_dump_json())
    assert [step.id for step in again.steps] == [step.id for step in guide.steps]
    assert [step.action and step.action.kind for step in again.steps] == ["type", "click"]
    assert "a customer" in again.steps[1].caption


def test_a_rewritten_journal_is_one_and_composes() -> None:
    recording, pictures = recorded()
    lines = (recording.start, *recording.facts)
    journal = b"".join(line.model_dump_json().encode() + b"\n" for line in lines)
    old = next(iter(pictures))
    new = f"{'f' * 64}.png"
    made = Rewriter({old: new}, bans(*EVERY_WORD)).record(JOURNAL, journal)
    check_journal(made, DEFAULT)
    rewritten = recording_of(made)
    assert old not in made.decode()
    assert new in made.decode()
    assert [fact.kind for fact in rewritten.facts] == [fact.kind for fact in recording.facts]
    assert len(compose(rewritten).steps) == len(compose(recording).steps)
    assert Rewriter({old: new}, bans(*EVERY_WORD)).record(JOURNAL, made) == made


def test_keys_that_spell_the_words_are_forgotten() -> None:
    typed = '{"kind":"typed","time":1,"until":2,"keys":["I","n","x","Backspace","e","s"],"value":"%s"}\n'
    for value in ("Ines", "something else"):
        line = (typed % value).encode()
        made = json.loads(Rewriter(bans=bans("Ines")).record(JOURNAL, line))
        assert made["keys"] is None
    kept = json.loads(Rewriter(bans=bans("Karl")).record(JOURNAL, line))
    assert kept["keys"] == ["I", "n", "x", "Backspace", "e", "s"]


def test_what_a_release_does_not_know_is_rewritten_too() -> None:
    press = Press.model_validate(
        {"kind": "press", "time": 1, "button": "left", "at": [1, 2], "said": {"Ines Okafor": ["Ines Okafor"]}}
    )
    made = Rewriter(bans=bans("Ines Okafor")).model(press)
    assert "Okafor" not in made.model_dump_json()
    ledger = b'{"format":"handrail-ledger","version":1,"events":[],"by":"Ines Okafor"}'
    assert b"Okafor" not in Rewriter(bans=bans("Ines Okafor")).record(LEDGER, ledger)


def test_every_text_in_the_database_is_reached_or_says_why_not() -> None:
    every = [column for table in tables.metadata.sorted_tables for column in table.columns]
    reached = {str(column) for table in tables.metadata.sorted_tables for column in columns_of(table)}
    for column in every:
        if isinstance(column.type, Text | JSON) and column.table.name not in UNTOUCHED:
            assert str(column) in reached | {"guides.language"}
    named = {"guides.title", "guides.role", "versions.document", "versions.note", "edits.before"}
    assert named | {"edits.payload", "edits.inverse", "arrivals.document", "arrivals.extras"} <= reached
    assert set(UNTOUCHED) <= {table.name for table in tables.metadata.sorted_tables}

"""Every rule has a name and an explanation, in every language."""

import inspect
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given

from recorder.capture import suppression
from recorder.compose.account import tell
from recorder.compose.phrases import CATALOGUES, phrases, read_catalogue
from recorder.compose.rules import EXPLANATIONS, Rule, explain
from recorder.recording import Recording, Suppressed
from tests.test_any_recording import recordings


def test_every_rule_that_can_be_used_is_explained() -> None:
    assert set(get_args(Rule)) == set(EXPLANATIONS)
    assert all(sentence.endswith(".") for sentence in EXPLANATIONS.values())


def test_every_rule_of_capture_is_one_of_them() -> None:
    hints = inspect.get_annotations(suppression)
    assert {getattr(suppression, name) for name in hints} == {
        "own_control", "own_hotkey", "own_terminal", "terminal_switch", "modifier_alone", "paused",
    }  # fmt: skip
    assert {getattr(suppression, name) for name in hints} <= set(EXPLANATIONS)


@given(recordings())
def test_no_ledger_of_any_recording_names_a_rule_without_its_explanation(recording: Recording) -> None:
    by_capture = {fact.rule for fact in recording.facts if isinstance(fact, Suppressed)}
    assert set(tell(recording).sums.rules) - by_capture <= set(EXPLANATIONS)


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.po")), ids=lambda path: path.stem)
def test_every_explanation_is_said_in_each_language(path: Path) -> None:
    assert set(EXPLANATIONS.values()) <= set(read_catalogue(path.read_text(encoding="utf-8")))
    assert explain("paused", phrases("de")) == "Die Aufnahme war angehalten."


def test_a_rule_of_a_newer_recorder_has_only_its_name() -> None:
    assert explain("no such rule", phrases("en")) == ""

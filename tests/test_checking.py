"""The writing check: what makes a good guide is remarked once, mended where possible, and no more."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from recorder.document.guide import Guide
from server.checking.check import remarks_on
from server.checking.remarks import Remark
from server.editing.apply import apply
from server.editing.edits import parse_edit
from tests.example_guide import example

HERE = Path(__file__).parent
QUIET = {"scope", "ready"}


def guide(*captions: str, **more: Any) -> Guide:
    steps = [{"id": f"s{at}", "kind": "action", "caption": each} for at, each in enumerate(captions, 1)]
    document = {"format": "handrail-guide", "version": 1, "id": "g", "title": "How to do it", "steps": steps}
    return Guide.model_validate(document | more)


def found(*captions: str, **more: Any) -> list[Remark]:
    return list(remarks_on(guide(*captions, **more), str))


def rules(*captions: str, **more: Any) -> list[str]:
    return [each.rule for each in found(*captions, **more)]


@pytest.mark.parametrize(
    "title",
    ["How to issue a refund", "Issue a refund", "Refund an order", "Processing refunds", "how do I print?"],
)
def test_a_title_that_says_the_action_is_fine(title: str) -> None:
    assert not rules("Click **OK**", title=title)


@pytest.mark.parametrize("title", ["Customer refund", "The refund", "Refunds", ""])
def test_a_title_that_names_a_thing_is_opened_with_its_beginning_written(title: str) -> None:
    (remark,) = found("Click **OK**", title=title)
    assert remark.rule == "title"
    assert remark.mends[0].values["words"].startswith("How to ")


def test_a_guideline_and_a_german_verb_need_no_other_title() -> None:
    assert not rules("Be kind", title="Tone of voice", kind="guideline")
    assert not rules("Auf **OK** klicken", title="Rückerstattung bearbeiten", language="de")
    assert rules("Auf **OK** klicken", title="Rückerstattung", language="de") == ["title"]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("You should click **Save**", "Click **Save**"),
        ("The user clicks **Save**", "Click **Save**"),
        ("Then you need to choose **Euro**", "Choose **Euro**"),
        ("Please open the form", "Open the form"),
        ("Clicking on **Save**", "Click on **Save**"),
        ("The agent verifies the name", "Verify the name"),
        ("Dragging **A** to **B**", None),
    ],
)
def test_what_tells_becomes_what_asks(told: str, asked: str | None) -> None:
    remarks = found(told)
    if asked is None:
        assert [each.rule for each in remarks] == ["imperative"]
        return
    (remark,) = remarks
    edited = apply(guide(told), parse_edit.validate_python(remark.mends[0].edits[0]))
    assert edited.steps[0].caption == asked
    assert not remarks_on(edited, str)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Sie müssen auf **OK** klicken.", "Auf **OK** klicken"),
        ("Der Benutzer wählt **Euro** in **Währung**", "**Euro** in **Währung** wählen"),
    ],
)
def test_german_captions_are_said_in_the_infinitive(told: str, asked: str) -> None:
    (remark,) = found(told, language="de", title="Etwas tun")
    assert remark.mends[0].edits[0]["caption"] == asked


def test_two_actions_in_one_caption_are_split() -> None:
    (remark,) = found("Click **A and B** and then select **C** in **D**")
    edit = remark.mends[0].edits[0]
    assert (edit["first"], edit["second"]) == ("Click **A and B**", "Select **C** in **D**")
    split = apply(guide(edit["before"]), parse_edit.validate_python(edit))
    assert [each.caption for each in split.steps] == [edit["first"], edit["second"]]
    assert not remarks_on(split, str)


@pytest.mark.parametrize(
    "caption",
    [
        "Copy and paste the text",
        "Find and open the order",
        "Fill in **Name** and **Address**",
        "Fill in **Note**, then click **Save**",
        "Type the number and press **Enter**",
        "Click **Next** to print and close the dialog",
        "Click **Save and close**",
        "Check the name and address",
        "Wait until **Done** is shown and the light is green",
        "Sign in and out",
        "You can now see the list",
        "Related documents are in **Files**",
    ],
)
def test_other_captions_are_left_alone(caption: str) -> None:
    assert not rules(caption)


def test_a_long_sentence_is_counted_with_names_as_one_word() -> None:
    long = "Click " + " ".join(["word"] * 25)
    (remark,) = found(long)
    assert remark.rule == "long-sentence"
    assert "26 words" in remark.words
    assert not rules(f"Click **{'very ' * 30}long name**. " + " ".join(["word"] * 20))


def test_an_acronym_is_explained_at_its_first_use_or_remarked_on_once() -> None:
    remarks = found("Open the RMA form", "Send the RMA to **HQ**", "Save the PDF at the URL")
    assert [(each.rule, each.step, each.seen) for each in remarks] == [("acronym", "s1", "RMA")]
    assert remarks[0].mends[0].values == {"field": "detail", "more": "RMA stands for "}
    for explained in (
        "RMA (return merchandise authorisation)",
        "the return authorisation (RMA)",
        "RMA means",
    ):
        assert not rules(f"Open {explained} form", "Send the RMA")
    assert not rules("Open the RMA form", covers="RMA stands for return merchandise authorisation.")


def test_names_and_shouting_are_no_acronyms() -> None:
    assert not rules("CLICK SAVE NOW", "Click **RMA**", "Run `RMA`", "Do NOT close it", "See chapter XIV")


def on_words(guide: Guide) -> list[Remark]:
    """Return the remarks but those on persons, who are in each of these guides."""
    return [each for each in remarks_on(guide, str) if each.rule != "personal"]


def test_a_step_without_a_picture_among_pictured_ones_is_remarked_on() -> None:
    pictured, _ = example()
    bare = pictured.steps[3].model_copy(update={"picture": None})
    document = pictured.model_copy(update={"steps": (*pictured.steps[:3], bare, *pictured.steps[4:])})
    assert [(each.rule, each.step) for each in on_words(document)] == [("picture", "s4")]
    assert not on_words(example(pictured=False)[0])


def test_here_is_no_name() -> None:
    assert rules("Click here", "See [here](https://a.example)") == ["vague", "vague"]
    assert not rules("Click **Here**", "Sign here")


def test_what_has_no_words_matters_and_comes_first() -> None:
    remarks = found("You should click **A**", "")
    assert [(each.rule, each.matters) for each in remarks] == [("wordless", True), ("imperative", False)]


def test_a_long_guide_says_what_it_covers_and_what_to_have_ready() -> None:
    steps = ["Click **OK**"] * 12
    assert rules(*steps) == ["scope", "ready"]
    assert not rules(*steps, purpose="Refunds", inputs=["The order number"])
    assert not rules(*steps[:7])


def test_what_may_stay_stays_until_its_text_changes() -> None:
    (remark,) = found("You should click **A**")
    document = guide("You should click **A**")
    assert not remarks_on(document, str, {remark.key})
    changed = guide("You should click **B**")
    assert [each.rule for each in remarks_on(changed, str, {remark.key})] == ["imperative"]
    assert "click" not in remark.key


def test_guides_as_they_are_recorded_get_no_remarks_on_their_words() -> None:
    golden = Guide.model_validate(json.loads((HERE / "golden/refund.guide.json").read_text(encoding="utf-8")))
    assert not on_words(golden)
    assert not on_words(example()[0])
    for path in sorted((HERE / "tasks").glob("*.toml")):
        task = tomllib.loads(path.read_text(encoding="utf-8"))
        captions = [each["caption"] for each in task["steps"] if each.get("caption")]
        assert set(rules(*captions)) <= QUIET, path.name

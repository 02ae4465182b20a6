"""What steps say, form by form; other programs and people rely on these words."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import recorder.compose
from recorder.compose import compose
from recorder.compose.captions import address, caption_for, short_for
from recorder.compose.names import clean, quote
from recorder.compose.phrases import CATALOGUES, phrases, read_catalogue
from recorder.compose.wordings import BY_ROLE, CLICKING
from recorder.document.geometry import Box
from recorder.document.guide import Step, Target, Window
from recorder.document.markup import plain
from tests.takes import DESK, FORM, ISSUE, NOTE, NOTIFY, ORDER, PIN, REASON, RETURNED, Take, control, refund

CALCULATOR = Window(title="Calculator", app="gnome-calculator", box=Box(0, 0, 400, 500))
FILE = control("File", "menu", (100, 80, 40, 24))
SAVE_AS = control("Save as…", "menu item", (100, 150, 160, 24), path=("File",))
CHECKED = NOTIFY.model_copy(update={"state": ("checked",)})
EURO = control("Euro", "list item", (320, 390, 480, 28), path=("Currency",))
CURRENCY = control("Currency:", "combo box", (320, 310, 480, 34))
BAR = control("Address and search bar", "text", (200, 50, 900, 30))
FOLDER = control("Invoices", "tree item", (10, 10, 100, 20), path=("Folders",))
CLIENT = control("Ines Okafor", "list item", (10, 10, 100, 20), path=("Customers",))
UNNAMED = control("", "text", (1, 1, 50, 20))
CARD = control("By card", "radio button", (1, 1, 9, 9))
REPORT = control("Report", "icon", (1, 1, 50, 50))
SIZE = control("Size", "slider", (10, 10, 100, 20))


def said(take: Take) -> list[str]:
    return [step.caption for step in compose(take.recording()).steps]


@pytest.mark.parametrize(
    ("take", "caption"),
    [
        (Take().click(control("_Save", "button", (1, 1, 50, 20))), "Click **Save**"),
        (Take().click(CURRENCY).click(EURO), "Choose **Euro** in **Currency**"),
        (Take().click(FILE).click(SAVE_AS), "Choose **Save as** in the **File** menu"),
        (Take().click(control("Details", "tab")), "Open the **Details** tab"),
        (Take().click(NOTIFY), "Turn on **Notify customer**"),
        (Take().click(CHECKED), "Turn off **Notify customer**"),
        (Take().click(REPORT).click(REPORT, after=0.1), "Double-click **Report**"),
        (Take().click(ISSUE, button="right"), "Right-click **Issue refund**"),
        (Take().click(ISSUE, button="middle"), "Middle-click **Issue refund**"),
        (Take().press("Ctrl", "s"), "Press **Ctrl+S**"),
        (Take().press("Down").press("Down"), "Press **Down** 2 times"),
        (Take().type(BAR, "shop.example/orders/4711?x=1").press("Enter"), "Go to **shop.example/orders**"),
        (Take().click(NOTE).type(NOTE, "Customer return"), "Fill in **Note**"),
        (Take().click(PIN).type(PIN, None), "Fill in **PIN**"),
        (Take().click(NOTE).type(NOTE, ["Backspace"], ""), "Clear **Note**"),
        (Take().click(ORDER), "Choose the entry in **Orders**"),
        (Take().click(ORDER).click(ORDER, after=0.1), "Double-click the entry in **Orders**"),
        (Take().click(CLIENT), "Choose the entry in **Customers**"),
        (Take().click(FOLDER), "Choose **Invoices** in **Folders**"),
        (Take().click(control("4711", "table cell")), "Choose the marked entry"),
        (Take(CALCULATOR).click(None), "Click the marked place in **Calculator**"),
        (Take(None).click(None), "Click the marked place"),
        (Take(CALCULATOR).type(None, None), "Type in **Calculator**"),
        (Take(CALCULATOR).type(CARD, None), "Type in **Calculator**"),
        (Take().click(control("Bold", "toggle button", (1, 1, 9, 9))), "Click **Bold**"),
        (Take(CALCULATOR).type(UNNAMED, None), "Fill in the marked field in **Calculator**"),
        (Take().click(CURRENCY), "Open the **Currency** list"),
        (Take().click(FILE), "Open the **File** menu"),
        (Take().click(control("Card", "radio button")), "Choose **Card**"),
        (Take().click(SIZE), "Set **Size**"),
        (Take().click(SIZE, (20, 20), to=(90, 20)), "Set **Size**"),
        (Take().click(NOTE, (330, 380), to=(600, 380)), "Select the marked text in **Note**"),
        (Take().click(FOLDER, to=(600, 380)), "Drag **Invoices** along the arrow"),
        (Take().click(ISSUE, modifiers=("Ctrl",)), "Click **Issue refund**, holding **Ctrl**"),
        (Take().click(None, button="back"), "Press the mouse's **Back** button"),
        (Take().scroll(0, 3), "Scroll down in **Refund desk**"),
        (Take().scroll(0, -3, ORDER), "Scroll up in **Orders**"),
        (Take(DESK).click(control("Report", "document")), "Click the marked place in **Report**"),
        (Take(FORM).click(control("Refund 4711", "dialog")), "Click the marked place in **Refund desk**"),
    ],
)  # fmt: skip
def test_a_deed_is_said_in_these_words(take: Take, caption: str) -> None:
    assert said(take) == [caption]


@pytest.mark.parametrize(
    ("take", "show", "caption"),
    [
        (Take().click(NOTE).type(NOTE, "Customer return"), "example", "Type **Customer return** in **Note**"),
        (Take().click(NOTE).type(NOTE, "a*b\n[c]"), "fixed", r"Type **a\*b \[c\]** in **Note**"),
        (Take().click(NOTE).type(NOTE, "x"), "never", "Fill in **Note**"),
        (Take().click(ORDER), "fixed", "Choose **Order 4711 · Ines Okafor** in **Orders**"),
        (
            Take().click(ORDER, button="right"),
            "fixed",
            "Right-click **Order 4711 · Ines Okafor** in **Orders**",
        ),
    ],
)
def test_the_caption_follows_when_a_value_is_shown(take: Take, show: str, caption: str) -> None:
    (step,) = compose(take.recording()).steps
    values = tuple(value.model_copy(update={"show": show}) for value in step.values)
    assert caption_for(step.model_copy(update={"values": values})) == caption


def test_a_secret_is_not_quoted_whatever_its_step_holds() -> None:
    step = Step.model_validate(
        {
            "id": "s",
            "kind": "action",
            "caption": "",
            "action": {"kind": "type"},
            "target": {"name": "PIN", "secret": True},
            "values": [{"name": "PIN", "text": "12", "show": "fixed"}],
        }
    )
    assert caption_for(step) == "Fill in **PIN**"


def test_every_caption_of_a_guide_can_be_said_again_from_its_step() -> None:
    for language in ("en", "de"):
        guide = compose(refund().recording(language=language))
        assert [caption_for(step, language) for step in guide.steps] == [step.caption for step in guide.steps]


def test_a_step_written_by_hand_has_nothing_to_say_again() -> None:
    assert caption_for(Step(id="n", kind="note", caption="Mind the gap")) == ""


@pytest.mark.parametrize(
    ("take", "short"),
    [
        (Take().click(ISSUE), "Issue refund"),
        (Take(FORM).click(REASON).click(RETURNED), "Choose Returned goods in Reason"),
        (Take().click(control("a*b", "button")), "a*b"),
        (Take().click(None), "Click the marked place in Refund desk"),
        (Take().settle(Window(title="Refund issued", box=Box(1, 1, 50, 50))), "Refund issued"),
    ],
)
def test_the_short_form_names_the_thing(take: Take, short: str) -> None:
    assert compose(take.recording()).steps[-1].short == short


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("_Save", "Save"),
        ("Save _as…", "Save as"),
        ("&Open...", "Open"),
        ("E&xit", "Exit"),
        ("R&D", "R&D"),
        ("Note:", "Note"),
        ("Copy\tCtrl+C", "Copy"),
        ("two\nlines", "two lines"),
        ("…", "…"),
        ("a_b", "a_b"),
        ("Salt && Pepper", "Salt & Pepper"),
        ("Tom & Jerry", "Tom & Jerry"),
        ("  ", ""),
        ("x\u202ey", "x y"),
    ],
)
def test_names_lose_what_programs_add(name: str, cleaned: str) -> None:
    assert clean(name) == cleaned


def test_only_what_markdown_would_read_is_escaped() -> None:
    assert quote(r"a*b`c[d]e\f_g#h<i>") == r"a\*b\`c\[d\]e\\f_g#h<i>"


def test_long_names_end_in_an_ellipsis() -> None:
    assert quote("x" * 61) == "x" * 59 + "…"
    assert quote("x" * 60) == "x" * 60


@given(st.text())
def test_a_quoted_name_reads_back_as_it_was(text: str) -> None:
    assert plain(quote(text)) == plain(quote(plain(quote(text))))
    assert "\n" not in quote(text)
    assert len(plain(quote(text))) <= 60


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://shop.example/orders?customer=7#top", "shop.example/orders"),
        ("shop.example/", "shop.example"),
        ("http://user:secret@intra:8080/a/b/12/c", "intra:8080/a/b"),
        ("localhost", "localhost"),
    ],
)
def test_an_address_keeps_no_query_no_sign_in_and_no_number(url: str, bare: str) -> None:
    assert address(url) == bare


def sentences() -> Iterator[str]:
    """Yield every sentence that the code can say."""
    tables = [
        *BY_ROLE.values(),
        *(getattr(each, name) for each in CLICKING.values() for name in each.__slots__),
    ]
    yield from tables
    for path in Path(recorder.compose.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("say", "count"):
                said = [each for part in node.args[:2] for each in ast.walk(part)]
                words = [each.value for each in said if isinstance(each, ast.Constant)]
                yield from (word for word in words if isinstance(word, str) and not word.islower())


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.po")), ids=lambda path: path.stem)
def test_a_catalogue_has_every_sentence_with_the_same_names_in_it(path: Path) -> None:
    known = read_catalogue(path.read_text(encoding="utf-8"))
    plurals = {"Press **{keys}** {number} times", "Click **{name}** {number} times"}
    missing = {each for each in sentences() if each not in known} - plurals
    assert not missing
    for english, forms in known.items():
        for form in forms:
            assert fields(form) - {"number"} == fields(english)
    assert len(list(sentences())) > 40


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_an_unknown_language_is_english_and_a_region_its_language() -> None:
    assert phrases("xx").say("The task is done") == "The task is done"
    assert phrases("de_AT.UTF-8").say("The task is done") == "Die Aufgabe ist erledigt"
    assert phrases("../../secret").language == "en"


def test_plurals_follow_the_number() -> None:
    press = ("Press **{keys}**", "Press **{keys}** {number} times")
    assert phrases("de").count(*press, 1, keys="F5") == "**F5** drücken"
    assert phrases("de").count(*press, 3, keys="F5") == "**F5** 3-mal drücken"


def test_braces_in_names_are_only_braces() -> None:
    assert said(Take().click(control("{name} {0}", "button"))) == ["Click **{name} {0}**"]


def test_nothing_is_ever_just_a_click_somewhere() -> None:
    target: Any = Target(role="button", box=Box(1, 1, 20, 20))
    assert short_for(compose(Take(None).click(target).recording()).steps[0]) == "Click the marked place"

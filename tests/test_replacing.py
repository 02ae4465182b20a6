"""Find and replace: in what people read, without breaking what is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.document.guide import Guide
from recorder.document.markup import plain, to_html, to_html_blocks
from server.editing.apply import apply
from server.editing.errors import ChangedTextError, TooLongError
from server.editing.finding import Wish, looked_through, replaced
from server.editing.replacing import Chosen, find, replacing
from tests.example_guide import example

BILL = Wish("Invoice", "Bill")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open the **Invoice**", "Open the **Bill**"),
        ("invoice, INVOICE and Invoice", "bill, BILL and Bill"),
        ("Invoices and Reinvoice stay", "Invoices and Reinvoice stay"),
        ("Open [Invoice](https://x.example/Invoice)", "Open [Bill](https://x.example/Invoice)"),
        ("Run `print Invoice`", "Run `print Bill`"),
        ("- Invoice\n- an **Invoice**\r\n\n1. Invoice", "- Bill\n- an **Bill**\r\n\n1. Bill"),
        (r"An \*Invoice\*", r"An \*Bill\*"),
        ("In**voice** now", "Bill now"),
        ("**In**voice now", "**Bill** now"),
    ],
)
def test_words_are_replaced_where_they_are_read(text: str, expected: str) -> None:
    assert replaced(text, BILL, markdown=True) == expected


@pytest.mark.parametrize(
    ("text", "wish", "expected"),
    [
        ("Die STRASSE und die Straße", Wish("straße", "Gasse"), "Die GASSE und die Gasse"),
        ("Cafe\u0301 und Café", Wish("café", "Bar"), "Bar und Bar"),
        ("Cafe\u0301", Wish("Cafe", "Bar"), "Cafe\u0301"),
        ("Invoice invoice", Wish("invoice", "bill", match_case=True), "Invoice bill"),
        ("Invoices", Wish("Invoice", "Bill", whole_words=False), "Bills"),
        ("احفظ الفاتورة الآن", Wish("الفاتورة", "الوصل"), "احفظ الوصل الآن"),
        ("🧾 Invoice 🧾", BILL, "🧾 Bill 🧾"),
        ("1. Count 1 by 1", Wish("1", "2"), "1. Count 2 by 2"),
        ("Say Invoice", Wish("Invoice", "a*b`c[d]"), r"Say a\*b\`c\[d\]"),
        ("Run `a Invoice`", Wish("Invoice", "x`y"), "Run `a Invoice`"),
        ("Say it", Wish("Say ", "- ", whole_words=False), "Say it"),
        ("The **Invoice** is", Wish("Invoice", "", whole_words=False), "The  is"),
        ("**Invoice**", Wish("Invoice", ""), ""),
        ("aaa", Wish("a", "aa", whole_words=False), "aaaaaa"),
    ],
)
def test_letters_are_compared_as_people_read_them(text: str, wish: Wish, expected: str) -> None:
    assert replaced(text, wish, markdown=True) == expected


def test_only_the_chosen_places_are_replaced_and_each_is_told_with_the_words_around_it() -> None:
    text = "Invoice, **Invoice**\nand Invoice"
    assert [match.rest[:5] for match in looked_through(text, BILL, markdown=True)[0]] == [", Inv", "", ""]
    assert replaced(text, BILL, [1], markdown=True) == "Invoice, **Bill**\nand Invoice"
    assert replaced(text, BILL, [0, 2], markdown=True) == "Bill, **Invoice**\nand Bill"
    assert replaced("**Invoice**", BILL, markdown=False) == "**Bill**"


written = st.text(st.sampled_from("ab *`[]()\\-1.\nxé🧾"), max_size=40)
links = st.sampled_from(["", "[ab](https://a.example/ab)", "**ab**", "`ab`"])


@given(written, links, written, st.sampled_from(["a", "ab", "b ", "x"]), written.map(lambda s: s[:6]))
def test_whatever_is_replaced_reads_as_before_with_the_other_words(
    lead: str, link: str, rest: str, sought: str, instead: str
) -> None:
    instead = "".join(instead.splitlines())
    text = f"{lead}{link}{rest}"
    wish = Wish(sought, instead, whole_words=False, match_case=True)
    after = replaced(text, wish, markdown=True)
    if "https://a.example/ab" in to_html(text) and sought not in plain(text):
        assert after == text
    assert to_html(after).count("href") <= to_html(text).count("href")
    assert to_html_blocks(after).count("<li>") == to_html_blocks(text).count("<li>")
    assert after.count("\n") == text.count("\n")


def guide() -> Guide:
    return example(pictured=False, title="How to refund an order")[0]


def test_every_text_that_readers_see_is_searched() -> None:
    wish = Wish("order", "purchase", whole_words=False)
    found = find(guide(), wish)
    places = [(each.words.step, each.words.field) for each in found]
    assert places == [(None, "title"), (None, "inputs"), ("s1", "caption"), ("s2", "callout")]
    assert not find(guide(), Wish("Okafor", "X")), "what readers do not see is not theirs to find"
    assert [each.words.name for each in find(guide(), Wish("Customer", "X")) if each.words.name] == ["Note"]


def test_chosen_places_become_one_edit_a_text() -> None:
    wish = Wish("refund", "repayment")
    changed = guide()
    for edit in replacing(changed, wish):
        changed = apply(changed, edit)
    assert changed.title == "How to repayment an order"
    assert changed.steps[3].caption == "Click **Issue repayment**"
    assert not find(changed, wish)
    chosen = [Chosen("s4", "caption", None, "Click **Issue refund**", (0,))]
    (edit,) = replacing(guide(), wish, chosen)
    assert edit.kind == "set_caption"


def test_what_somebody_changed_or_what_would_not_fit_is_not_replaced() -> None:
    with pytest.raises(ChangedTextError):
        replacing(guide(), BILL, [Chosen("s4", "caption", None, "Click **Something else**")])
    with pytest.raises(ChangedTextError):
        replacing(guide(), BILL, [Chosen("gone", "caption", None, "Click")])
    with pytest.raises(TooLongError):
        replacing(guide(), Wish("refund", "x" * 1_000))

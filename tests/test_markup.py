"""The Markdown of captions: what it means, and that nothing else gets through it."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.document.markup import Block, Span, blocks, escape, parse, plain, to_html, to_html_blocks


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("Save", (Span("Save"),)),
        ("Click **Save**", (Span("Click "), Span("Save", bold=True))),
        ("Run `a**b`", (Span("Run "), Span("a**b", code=True))),
        (
            "**Run `x` now**",
            (Span("Run ", bold=True), Span("x", bold=True, code=True), Span(" now", bold=True)),
        ),
        ("[the desk](https://desk.example/a?b=1)", (Span("the desk", link="https://desk.example/a?b=1"),)),
        ("see [**here**](#s3).", (Span("see "), Span("here", bold=True, link="#s3"), Span("."))),
        (r"Click **Save \*all\***", (Span("Click "), Span("Save *all*", bold=True))),
        (r"C:\new \[x\] \\ \`", (Span(r"C:\new [x] \ `"),)),
        ("2 ** 3 * 4", (Span("2 ** 3 * 4"),)),
        ("**a** and **b", (Span("a", bold=True), Span(" and **b"))),
        ("`open", (Span("`open"),)),
        ("[a](", (Span("[a]("),)),
        ("[a] (b)", (Span("[a] (b)"),)),
        ("[a [b](/c) d](/e)", (Span("[a "), Span("b", link="/c"), Span(" d](/e)"))),
        ("[[a]](/c)", (Span("[a]", link="/c"),)),
        ("one\ntwo", (Span("one\ntwo"),)),
    ],
)
def test_captions_mean_what_they_should(text: str, spans: tuple[Span, ...]) -> None:
    assert parse(text) == spans


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "http://a.example/?q=[x",
        "mailto:desk@a.example",
        "#s3",
        "/guides/7",
        "HTTPS://A.EXAMPLE",
    ],
)
def test_safe_addresses_are_links(address: str) -> None:
    assert parse(f"[x]({address})") == (Span("x", link=address),)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert",
        "JaVaScRiPt:alert",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "vbscript:x",
        "file:///etc/passwd",
        "evil.example",
        "\tjavascript:x",
        "java\x01script:x",
        "ftp://a.example",
    ],
)
def test_other_addresses_are_not(address: str) -> None:
    assert all(span.link is None for span in parse(f"[x]({address})"))
    assert "href" not in to_html(f"[x]({address})")


def test_html_is_escaped_everywhere() -> None:
    evil = '<script>alert("1")</script>&\''
    for text in (evil, f"**{evil}**", f"`{evil}`", f"[{evil}](https://a.example)", f"- {evil}"):
        assert "<script" not in to_html(text) + to_html_blocks(text)
    assert 'onclick="' not in to_html('[x](https://a.example/"onclick="x)')


def test_spans_become_html() -> None:
    assert to_html("Click **Save** or `q`") == "Click <strong>Save</strong> or <code>q</code>"
    assert (
        to_html("[a **b**](/c?d=1&e=2)\nf")
        == '<a href="/c?d=1&amp;e=2" rel="noopener noreferrer">a <strong>b</strong></a><br>f'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Press **Ctrl+S**", 'Press <kbd class="keys"><kbd>Ctrl</kbd>+<kbd>S</kbd></kbd>'),
        ("**Strg + Umschalt + T**",
         '<kbd class="keys"><kbd>Strg</kbd> + <kbd>Umschalt</kbd> + <kbd>T</kbd></kbd>'),
        ("**Ctrl++**", '<kbd class="keys"><kbd>Ctrl</kbd>+<kbd>+</kbd></kbd>'),
        ("**Alt+F4**", '<kbd class="keys"><kbd>Alt</kbd>+<kbd>F4</kbd></kbd>'),
        ("**Ctrl+&**", '<kbd class="keys"><kbd>Ctrl</kbd>+<kbd>&amp;</kbd></kbd>'),
        ("Ctrl+S", "Ctrl+S"),
        ("`Ctrl+S`", "<code>Ctrl+S</code>"),
        ("**Ctrl+Save**", "<strong>Ctrl+Save</strong>"),
        ("**A+B**", "<strong>A+B</strong>"),
        ("**Windows**", "<strong>Windows</strong>"),
        ("**Enter**", "<strong>Enter</strong>"),
    ],
)  # fmt: skip
def test_bold_chords_are_key_caps(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize("key", ["Enter", "F5", "Page Down", "Shift", "Entf"])
def test_one_key_is_a_cap_where_the_step_presses_it(key: str) -> None:
    assert to_html(f"Press **{key}**", keys=True) == f'Press <kbd class="keys"><kbd>{key}</kbd></kbd>'
    assert "kbd" not in to_html("Press **Save**", keys=True)


def test_a_backslash_keeps_a_line_from_being_an_item() -> None:
    text = "\\1. Mai\n\\- minus\n\\2.5 kg\n\\-x"
    assert to_html_blocks(text) == "<p>1. Mai<br>- minus<br>\\2.5 kg<br>\\-x</p>"
    assert blocks(r"a \- b")[0].items == (r"a \- b",)


def test_plain_words_are_on_one_line() -> None:
    assert plain("Click **Save**\nin [the `desk`](/d)") == "Click Save in the desk"


def test_details_have_paragraphs_and_lists() -> None:
    text = "First\nline\n\nSecond:\n- one\n  more\n- **two**\n\n1. eins\n2) zwei"
    assert blocks(text) == (
        Block("paragraph", ("First\nline",)),
        Block("paragraph", ("Second:",)),
        Block("bullets", ("one\nmore", "**two**")),
        Block("numbers", ("eins", "zwei")),
    )
    assert to_html_blocks(text) == (
        "<p>First<br>line</p><p>Second:</p><ul><li>one<br>more</li><li><strong>two</strong></li></ul>"
        "<ol><li>eins</li><li>zwei</li></ol>"
    )


def test_a_list_goes_on_after_an_empty_line() -> None:
    assert blocks("1. a\n\n2. b") == (Block("numbers", ("a", "b")),)


def test_signs_that_turn_the_direction_are_dropped_and_letters_are_not() -> None:
    assert plain("Click **\u202eevaS\u202c** \u2066x\u2069\x00") == "Click evaS x"
    assert plain("**שמירה** ואז **حفظ**") == "שמירה ואז حفظ"


def test_only_five_signs_are_escaped() -> None:
    assert escape(r"a_b\c*d`e[f]g(h)#<i>!") == r"a_b\\c\*d\`e\[f\]g(h)#<i>!"


SEEN = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")))


@given(SEEN)
def test_an_escaped_name_stands_for_itself(name: str) -> None:
    assert "".join(span.text for span in parse(f"Click **{escape(name)}**")) == f"Click {name}"
    if name:
        assert parse(f"Click **{escape(name)}**")[-1] == Span(name, bold=True)


MARKUP = st.lists(
    st.sampled_from(
        [
            "**",
            "*",
            "`",
            "[",
            "]",
            "](",
            ")",
            "\\",
            "a",
            " ",
            "\n",
            "- ",
            "1. ",
            "https://x.y",
            "javascript:",
            "<b>",
            '"',
        ]
    )
).map("".join)


class Checker(HTMLParser):
    """Notes every tag, address and whether they close as they opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102 HTMLParser's
        assert tag in {"strong", "code", "a", "br", "p", "ul", "ol", "li", "kbd"}
        assert {name for name, _ in attrs} <= {"href", "rel", "class"}
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:  # noqa: D102 HTMLParser's
        assert self.open.pop() == tag


@given(MARKUP | st.text())
def test_any_text_becomes_well_formed_harmless_html(text: str) -> None:
    for html in (to_html(text), to_html_blocks(text)):
        checker = Checker()
        checker.feed(html)
        checker.close()
        assert not checker.open
        assert all(link.startswith(("https://", "http://", "mailto:", "#", "/")) for link in checker.links)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "]",
        "**",
        "*",
        "`",
        "\\",
        "[a](",
        "](",
        "](a",
        "[a](/b)",
        "`a",
        "**a",
        "- \n",
        "a\n\n",
        "\u202e",
        "[`**",
    ],
)
def test_hostile_text_takes_no_longer_than_other_text(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    started = time.process_time()
    for _ in range(3):
        to_html(text)
        to_html_blocks(text)
    assert time.process_time() - started < 2.0

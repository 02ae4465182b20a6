"""The editor's script reads, draws and writes captions' Markdown as the server does, in a real browser."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from recorder.document.markup import to_html, to_html_blocks
from server.rendering import static_url
from tests.browsing import browsing
from tests.serving import fill, served

pytestmark = pytest.mark.browser

SIGNS = [
    "**",
    "*",
    "`",
    "[",
    "]",
    "](",
    ")",
    "\\",
    "(https://x.y)",
    "](/z)",
    "javascript:",
    "<b>",
    '"',
    "&amp;",
]
WORDS = [
    "a",
    "B c",
    " ",
    "\U0001f600",
    "\u05e9\u05dc",
    "Ctrl",
    "+S",
    "Enter",
    "\xa0",
    "\u017f",
    "\u0661. ",
    "\t",
]
LINES = [
    "\n",
    "\n\n",
    "- ",
    "\n- ",
    "\n2. ",
    "\n\\1. ",
    "\x85",
    "\u2028",
    "\r",
    "\x1c",
    "\u202e",
    "\x00",
    "\ufeff",
]
PIECES = st.sampled_from([*SIGNS, *WORDS, *LINES])
TEXTS = st.lists(PIECES, max_size=24).map("".join) | st.text(st.characters(exclude_categories=["Cs"]))

COMPARE = """async ([folder, all]) => {
  const { read, write } = await import(folder + "markup.js");
  const { drawn } = await import(folder + "drawing.js");
  const { read: taken } = await import(folder + "reading.js");
  const shown = (html) => Object.assign(document.createElement("div"), { innerHTML: html });
  const held = (lines, options) => {
    const box = document.createElement("div");
    box.append(drawn(lines, options));
    return box;
  };
  return all.map(([text, html, blocks, keys]) => {
    const wrote = {};
    const wrong = [];
    const ways = [["line", html, {}], ["keys", keys, { keys: true }], ["blocks", blocks, { blocks: true }]];
    for (const [name, server, options] of ways) {
      const theirs = shown(server);
      theirs.normalize();
      const ours = held(read(text, options), options);
      if (!ours.isEqualNode(theirs)) wrong.push([name, "drawn", ours.innerHTML, theirs.innerHTML]);
      wrote[name] = write(taken(theirs, options), options);
      const field = held(read(wrote[name], options), { ...options, field: true });
      const again = write(taken(field, options), options);
      if (again !== wrote[name]) wrong.push([name, "again", wrote[name], again]);
    }
    return { wrong, wrote };
  });
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with served(tmp_path_factory.mktemp("site"), share=True) as site:
        fill(site, "refund", pictured=False)
        with browsing(chromium, site, "editor") as opened:
            yield opened


class Said(HTMLParser):
    """Notes each letter with the elements it stands in; spaces and breaks only part words."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[str] = []
        self.letters: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102 HTMLParser's
        if tag != "br":
            self.around.append(f"{tag} {dict(attrs).get('href', '')}")

    def handle_endtag(self, _tag: str) -> None:  # noqa: D102 HTMLParser's
        self.around.pop()

    def handle_data(self, data: str) -> None:  # noqa: D102 HTMLParser's
        self.letters += [(each, tuple(self.around)) for each in data if not each.isspace()]


def said(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the letters of some HTML, each with the elements it stands in."""
    parser = Said()
    parser.feed(html)
    parser.close()
    return parser.letters


def compared(page: Page, texts: list[str]) -> list[dict[str, Any]]:
    rows = [[text, to_html(text), to_html_blocks(text), to_html(text, keys=True)] for text in texts]
    found: list[dict[str, Any]] = page.evaluate(COMPARE, [static_url("js/editor/words/"), rows])
    return found


@given(texts=st.lists(TEXTS, min_size=20, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_is_drawn_and_written_alike(page: Page, texts: list[str]) -> None:
    for text, each in zip(texts, compared(page, texts), strict=True):
        assert not each["wrong"], text
        wrote = each["wrote"]
        assert said(to_html(wrote["line"])) == said(to_html(text))
        assert said(to_html_blocks(wrote["blocks"])) == said(to_html_blocks(text))


CANONICAL = [
    "Click **Issue refund**",
    r"Click **Save \*all\*** in **Files \[2\]**",
    "Press **Ctrl+Shift+S**",
    r"Run `C:\temp` now",
    "**Run `x` now** [the **desk**](https://desk.example/a?b=1)",
    "Drücke **Strg+S** 😀 שלום",
    "First\nline\n\n- one\n  more\n- **two**\n\n1. eins\n2. zwei\n\nEnd",
    "\\1. Mai\n\\- minus",
    r"C:\\new \[x\] \` \\",
]


def test_words_as_we_write_them_come_back_letter_by_letter(page: Page) -> None:
    for text, each in zip(CANONICAL, compared(page, CANONICAL), strict=True):
        assert each["wrote"]["blocks"] == text
        if "\n" not in text:
            assert each["wrote"]["line"] == text

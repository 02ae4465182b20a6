"""What other programs put on the clipboard, as words of a guide: `pasted/` has each and what it becomes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from server.rendering import static_url
from tests.browsing import browsing
from tests.serving import fill, served

pytestmark = pytest.mark.browser

PASTED = Path(__file__).parent / "pasted"

TAKEN = """async ([folder, kind, text]) => {
  const { linesOfHtml, linesOfText } = await import(folder + "clipboard.js");
  const { write } = await import(folder + "markup.js");
  return write((kind === "html" ? linesOfHtml : linesOfText)(text), { blocks: true });
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with served(tmp_path_factory.mktemp("site"), share=True) as site:
        fill(site, "refund", pictured=False)
        with browsing(chromium, site, "editor") as opened:
            opened.on("request", lambda request: pytest.fail(request.url) if "evil" in request.url else None)
            yield opened


def taken(page: Page, kind: str, text: str) -> str:
    words: str = page.evaluate(TAKEN, [static_url("js/editor/words/"), kind, text])
    return words


@pytest.mark.parametrize("path", sorted(PASTED.glob("*.html")), ids=lambda path: path.stem)
def test_a_program_s_words_are_kept_without_its_mess(page: Page, path: Path) -> None:
    wanted = path.with_suffix(".md").read_text(encoding="utf-8").rstrip("\n")
    assert taken(page, "html", path.read_text(encoding="utf-8")) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Refund\n\nOpen **Orders** or [desk](https://d.example)\n\n* one\n* two\n", None),
        ("a * b ** c\nC:\\[x]", "a \\* b \\*\\* c\n\nC:\\\\\\[x\\]"),
        ("<b>x</b>\u00a0& <script>", "<b>x</b> & <script>"),
        ("1. Mai\n2. Juni", "1. Mai\n2. Juni"),
        ("שלום עולם\r\n\r\n😀", "שלום עולם\n\n😀"),
        ("", ""),
    ],
)
def test_text_is_read_as_markdown_only_where_it_looks_like_it(
    page: Page, text: str, words: str | None
) -> None:
    markdown = "**Refund**\n\nOpen **Orders** or [desk](https://d.example)\n\n- one\n- two"
    assert taken(page, "text", text) == (markdown if words is None else words)


def test_a_megabyte_is_read_while_the_page_goes_on(page: Page) -> None:
    html = "<p class=MsoNormal style='mso-x:y'>Some <b>bold</b> words of a long document</p>" * 15_000
    assert len(taken(page, "html", html)) > 590_000
    assert len(taken(page, "html", "<div>" * 400 + "deep" + "</div>" * 400)) == len("deep")

"""A guide as a PDF: whole, accessible, no more than readers may see, and nothing written in it is code."""

import io
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from recorder.document.guide import Guide
from server.drawings import drawings_of
from server.exporters.pdf.export import to_pdf
from server.exporters.pdf.sheet import PAPERS, Printed, Sheet, paper_for, sheet_of
from server.exporters.pdf.typesetting import typeset
from server.reachable import qr_svg
from tests.example_guide import HIDDEN_NOTE, SECRET_CUSTOMER, example, write_example

ADDRESS = "http://192.168.1.20:8137/guides/refund"
CODE = '#panic("x") $a$ _c_ <e> @f {h} // /* #{sys} #import "/etc/passwd"'
DAY = datetime(2026, 11, 27, tzinfo=UTC)


def made(guide: Guide, images: Mapping[str, bytes] = {}, **printed: Any) -> PdfReader:
    return PdfReader(io.BytesIO(typeset(sheet(guide, **printed).text, images, DAY)))


def sheet(guide: Guide, paper: str = "a4", **printed: Any) -> Sheet:
    told: dict[str, Any] = {
        "version": 7,
        "address": ADDRESS,
        "qr": qr_svg(ADDRESS),
        "trust": "Published by Amara Diallo",
    }
    return sheet_of(guide, Printed(**told | printed), "en", paper)


def written(*steps: dict[str, Any], **more: Any) -> Guide:
    known = [{"id": f"x{at}", "kind": "action", "caption": "Do it"} | step for at, step in enumerate(steps)]
    document = {"format": "handrail-guide", "version": 1, "id": "refund", "title": "Refunds", "steps": known}
    return Guide.model_validate(document | more)


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def addresses(pdf: PdfReader) -> set[str]:
    notes = (note.get_object() for page in pdf.pages for note in page.get("/Annots", ()))
    return {note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})}


@pytest.fixture(scope="module")
def exported() -> PdfReader:
    guide, images = example()
    return PdfReader(io.BytesIO(to_pdf(guide, images)))


def test_it_says_what_readers_may_know(exported: PdfReader) -> None:
    said = words(exported)
    for known in ("How to process a customer refund", "Customer support / Refunds", "Customer return",
                  "The order number, and the amount", "If the order is older than", "Goodwill",
                  "The money is on your card", "Done when Refund issued is shown"):  # fmt: skip
        assert known in said
    for kept_back in (SECRET_CUSTOMER, HIDDEN_NOTE):
        assert kept_back not in said


def test_its_pictures_are_those_that_readers_see(exported: PdfReader) -> None:
    shown = {drawings_of(step)["wide"].width for step in example()[0].steps}
    found = [picture.image for page in exported.pages for picture in page.images]
    assert len(found) == 5
    assert {picture.width for picture in found if picture} <= shown


def test_screen_readers_find_their_way(exported: PdfReader) -> None:
    root: Any = exported.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    titles = [each.title for each in exported.outline[1] if not isinstance(each, list)]
    assert titles[0] == "Choose the entry in Orders"


def test_each_page_says_which_version_it_is_a_copy_of() -> None:
    pdf = made(written(*[{"detail": "word " * 300}] * 9))
    assert len(pdf.pages) > 3
    for number, page in enumerate(pdf.pages, 1):
        said = " ".join(page.extract_text().split())
        assert "Printed copy of version 7, check before use" in said
        assert "192.168.1.20:8137/guides/refund" in said
        assert f"{number} of {len(pdf.pages)}" in said


def test_a_file_without_a_version_says_the_day_of_the_copy(exported: PdfReader) -> None:
    assert "check before use" in words(exported)
    assert "Printed copy of version" not in words(exported)


def test_what_is_written_in_a_guide_is_never_code() -> None:
    step = {
        "caption": CODE, "detail": f"{CODE}\n\n- {CODE}", "when": CODE, "short": CODE,
        "callout": {"kind": "say", "text": CODE}, "values": [{"name": CODE, "text": CODE, "show": "fixed"}],
        "links": [{"address": "https://example.org/", "text": CODE}],
    }  # fmt: skip
    pdf = made(written(step, title=CODE, inputs=[CODE], covers=CODE, owner=CODE, tags=[CODE]), trust=CODE)
    assert words(pdf).count('#panic("x") $a$ _c_ <e>') >= 12
    assert pdf.metadata
    assert pdf.metadata.title == CODE


def test_links_can_be_followed_from_paper() -> None:
    step = {
        "detail": "See [ours](/guides/other), [theirs](https://example.org/a), [up](#step-x0), [no](#gone)",
        "links": [{"guide": "close-up", "text": "How to hold it"}],
    }
    found = addresses(made(written({}, step)))
    base = "http://192.168.1.20:8137/guides"
    assert found == {f"{base}/other", f"{base}/close-up", "https://example.org/a"}
    assert addresses(made(written({}, step), address="", qr="")) == {"https://example.org/a"}


def test_no_letters_make_it_fail_and_what_cannot_be_shown_is_said() -> None:
    captions = [
        "اضغط على **حفظ**",
        "לחץ על **שמור**",
        "点击**保存**",
        "Save 🎉👍🏽",
        "a\u202eb \ufffe \U000e0001",
        "हिन्दी",
    ]
    for language in ("ar", "zh-CN", "xx-nonsense"):
        steps = [{"caption": caption} for caption in captions]
        pdf = made(written(*steps, title="\U0001d173 例 \ue000", language=language))
        assert "are in no font of the computer" in words(pdf)
    assert "are in no font" not in words(made(written({"caption": "Привет, Ζωή, Übung, Łódź → ✓"})))


def test_a_step_longer_than_a_page_is_there_to_its_end() -> None:
    pdf = made(
        written({"detail": "word " * 3_900 + "finis"}, {"caption": "W" * 900}, {"caption": "The last"})
    )
    assert "finis" in words(pdf)
    assert "The last" in words(pdf)


def test_five_hundred_steps_and_none_at_all_are_set() -> None:
    many = [{"level": at % 3, "caption": f"Do number {at}"} for at in range(500)]
    pdf = made(written(*many, {"kind": "heading", "caption": "The end"}))
    assert "Do number 499" in words(pdf)
    assert len(made(written()).pages) >= 1


@pytest.mark.parametrize(
    ("language", "paper"),
    [("en", "a4"), ("de", "a4"), ("en-US", "letter"), ("es_MX", "letter"), ("en-GB", "a4")],
)
def test_the_paper_is_what_is_used_where_the_language_is_spoken(language: str, paper: str) -> None:
    assert paper_for(language) == paper
    box = (
        PdfReader(io.BytesIO(typeset(sheet(written(), paper_for(language)).text, {}, DAY))).pages[0].mediabox
    )
    assert round(float(box.width) / 72 * 25.4) == round(PAPERS[paper][1])


def test_a_sheet_that_shows_something_else_has_another_name() -> None:
    guide, _ = example()
    assert sheet(guide).digest == sheet(guide).digest
    others = (
        sheet(guide, version=8),
        sheet(guide, "letter"),
        sheet(guide.model_copy(update={"title": "Other"})),
    )
    assert len({sheet(guide).digest, *(other.digest for other in others)}) == 4


def test_the_command_writes_the_file_beside_the_guide(tmp_path: Path) -> None:
    guide = write_example(tmp_path / "refund.guide")
    script = "from server.cli import main; main()"
    command = [sys.executable, "-c", script, "export", str(guide), "--to", "pdf", "--paper", "letter"]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "refund.pdf").read_bytes().startswith(b"%PDF")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["refund.guide", "refund.pdf"]

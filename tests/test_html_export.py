"""A guide as one HTML file: whole without a network, and holding no more than readers may see."""

import base64
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from server.exporters.html import to_html
from tests.browsing import load_pictures
from tests.example_guide import HIDDEN_NOTE, SCREEN, SECRET_CUSTOMER, example, write_example


@pytest.fixture(scope="module")
def exported() -> str:
    guide, images = example()
    return to_html(guide, images)


def handrail(*words: str) -> subprocess.CompletedProcess[str]:
    script = "from server.cli import main; main()"
    return subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=False)


def test_it_points_to_nothing_outside_itself(exported: str) -> None:
    addresses = re.findall(r"""(?:src|href|srcset)="([^"]*)"|url\(["']?([^)"']*)""", exported)
    found = {one or other for one, other in addresses}
    assert len(found) > 5
    assert not [each for each in found if not each.startswith(("data:", "#"))]
    assert "<script" not in exported


def test_it_holds_painted_pictures_and_no_original(exported: str) -> None:
    _, images = example()
    embedded = [base64.b64decode(each) for each in re.findall(r"data:image/webp;base64,([^\"]+)", exported)]
    assert len(embedded) >= len(images)
    for data in embedded:
        with Image.open(io.BytesIO(data)) as picture:
            assert picture.width < SCREEN[0]
    assert not [name for name, data in images.items() if base64.b64encode(data).decode() in exported]


def test_it_says_what_readers_may_know(exported: str) -> None:
    assert "How to process a customer refund" in exported
    assert "Customer return" in exported
    assert SECRET_CUSTOMER not in exported
    assert HIDDEN_NOTE not in exported
    trust = re.sub(r"<[^>]*>", "", exported.partition('<p class="trust">')[2].partition("</p>")[0])
    assert re.fullmatch(r"Recorded on \d+ \w{3} \d{4} · 2 min", " ".join(trust.split()))


@pytest.mark.browser
def test_it_looks_like_the_page_without_a_network(chromium: Browser, tmp_path: Path, exported: str) -> None:
    file = tmp_path / "refund.html"
    file.write_text(exported, encoding="utf-8")
    context = chromium.new_context(offline=True, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Inter Variable\"')")
    load_pictures(page)
    assert page.evaluate("[...document.images].every((img) => img.naturalWidth > 100)")
    assert page.locator(".step").count() == 5
    assert not complaints
    context.close()


def test_the_command_writes_the_file_beside_the_guide(tmp_path: Path) -> None:
    guide = write_example(tmp_path / "refund.guide")
    outcome = handrail("export", str(guide), "--to", "html")
    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "refund.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["refund.guide", "refund.html"]


@pytest.mark.parametrize("option", ["-o", "--output"])
def test_the_command_writes_where_it_is_told(tmp_path: Path, option: str) -> None:
    guide = write_example(tmp_path / "refund.guide")
    outcome = handrail("export", str(guide), "--to", "html", option, str(tmp_path / "other.html"))
    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "other.html").is_file()


@pytest.mark.parametrize("other", ["md", "docx", "pptx", "gif", "mp4"])
def test_a_format_to_come_is_said_in_one_sentence(tmp_path: Path, other: str) -> None:
    outcome = handrail("export", str(tmp_path / "any.guide"), "--to", other)
    assert outcome.returncode == 2
    assert outcome.stderr.count("\n") == 1
    assert "not in this release yet" in outcome.stderr


@pytest.mark.parametrize("out", ["nowhere/refund.html", "."])
def test_a_place_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path, out: str) -> None:
    guide = write_example(tmp_path / "refund.guide")
    outcome = handrail("export", str(guide), "--to", "html", "-o", str(tmp_path / out))
    assert outcome.returncode == 1
    assert outcome.stderr.count("\n") == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["refund.guide"]


def test_a_guide_that_is_missing_is_said_in_one_sentence(tmp_path: Path) -> None:
    outcome = handrail("export", str(tmp_path / "none.guide"), "--to", "html")
    assert outcome.returncode == 1
    assert outcome.stderr.count("\n") == 1

"""The templates: every sentence from the catalogue, nothing inline, short, and filled strictly."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError

from server import rendering

FOLDER = next(folder for folder in rendering.TEMPLATES if folder.is_dir())
TEMPLATES = sorted(FOLDER.rglob("*.html"))
NAMES_OF_OURS = ("Handrail", "pipx install '.[record]'", "handrail record -o task.guide")
COMMANDS = ("handrail push task.guide --to LINK",)


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def words_outside_the_catalogue(source: str) -> list[str]:
    """Return the words of a template that no translator would see."""
    pieces, translated = [], False
    for _line, kind, value in rendering.environment("en").lex(source):
        if kind == "name" and value in ("trans", "endtrans"):
            translated = value == "trans"
        if kind == "data" and not translated:
            pieces.append(value)
    spoken = re.sub(r"<[^>]*>", " ", "".join(pieces))
    for known in (*NAMES_OF_OURS, *COMMANDS):
        spoken = spoken.replace(known, " ")
    return re.findall(r"[A-Za-z]{3,}", re.sub(r"&\w+;", " ", spoken))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_is_short_and_has_nothing_inline(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") < 120
    if "exports" not in path.parts:
        assert not re.search(
            r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\s(?:src=|type=\"application/json\"))",
            source,
        )
    assert not re.search(r"https?://(?=\w)(?!www\.w3\.org)", source)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_sentence_comes_from_the_catalogue(path: Path) -> None:
    assert not words_outside_the_catalogue(path.read_text(encoding="utf-8"))


def test_a_sentence_outside_the_catalogue_is_noticed() -> None:
    assert words_outside_the_catalogue("<p>{{ _('Fine') }}</p><p>Not fine</p>") == ["Not", "fine"]


def test_a_missing_value_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        rendering.render("problems/matter.html")


def test_days_and_minutes_are_written_for_people() -> None:
    filters = rendering.environment("en", ZoneInfo("Asia/Tokyo")).filters
    assert (
        filters["date"](datetime(2026, 11, 2, tzinfo=UTC))
        == filters["date"](date(2026, 11, 2))
        == "2 Nov 2026"
    )
    assert filters["date"](datetime(2026, 11, 2, 20, 30, tzinfo=UTC)) == "3 Nov 2026"
    assert filters["clock"](datetime(2026, 11, 2, 20, 30, tzinfo=UTC)) == "05:30"
    assert [filters["duration"](minutes) for minutes in (0.2, 1.6)] == ["1 min", "2 min"]


def test_the_address_of_a_static_file_names_its_content() -> None:
    folder, name = rendering.static_url("css/base.css").removeprefix("/static/").split("/", 1)
    assert re.fullmatch(r"[0-9a-f]{12}", folder)
    assert (rendering.STATIC / name).is_file()


def test_what_people_wrote_is_escaped() -> None:
    page = rendering.render("problems/matter.html", heading="<b>", sentence="<script>", mend_url="", mend="")
    assert "&lt;script&gt;" in page
    assert "<script>" not in page

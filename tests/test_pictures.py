"""Readers get drawings, made once; originals stay as they came; what nothing uses is collected."""

import hashlib
import multiprocessing
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import pytest
from PIL import Image
from sqlalchemy import update

from recorder.document.geometry import Box
from recorder.document.guide import HideMark, Picture
from recorder.document.paint import encode, paint
from server.base import KnowledgeBase, opened_base
from server.drawings import drawings_of, from_recipe
from server.importing import take_in
from server.painting import collect_unused, draw_waiting, drawn_bytes, painting
from server.settings import Settings
from server.storage import drawings, people, pictures, tables
from tests.sample_guides import sample_file, sample_guide


@pytest.fixture
def filled(base: KnowledgeBase) -> KnowledgeBase:
    keep(base)
    return base


def keep(base: KnowledgeBase) -> None:
    with base.database.writing() as connection:
        person = people.machine_user(connection)
    take_in(base, sample_file(), person)


def names(base: KnowledgeBase, folder: str) -> set[str]:
    return {name for name, _ in base.objects.names() if name.startswith(f"{folder}/")}


def test_originals_are_kept_as_they_came(filled: KnowledgeBase) -> None:
    for name, data in sample_guide()[1].items():
        assert filled.objects.get(pictures.object_name(name)) == data


def test_a_drawing_has_the_size_it_says(filled: KnowledgeBase) -> None:
    drawn = drawings_of(sample_guide()[0].steps[0])
    assert set(drawn) == {"wide", "close", "whole", "thumb"}
    for drawing in drawn.values():
        body = drawn_bytes(filled, drawing.key)
        assert body is not None
        with Image.open(BytesIO(body)) as image:
            assert (image.format, image.size) == ("WEBP", (drawing.width, drawing.height))


def test_everything_is_drawn_once(filled: KnowledgeBase) -> None:
    assert draw_waiting(filled) == 12
    assert len(names(filled, "drawn")) == 12
    assert draw_waiting(filled) == 0


def test_what_only_a_draft_shows_is_drawn_when_asked_for_or_published(filled: KnowledgeBase) -> None:
    draw_waiting(filled)
    guide = sample_guide()[0]
    step = guide.steps[0]
    assert step.picture
    hidden = step.picture.model_copy(update={"marks": (HideMark(box=Box(5, 5, 20, 20)),)})
    draft = guide.model_copy(update={"steps": (step.model_copy(update={"picture": hidden}),)})
    keys = [drawing.key for drawing in drawings_of(draft.steps[0]).values()]
    with filled.database.writing() as connection:
        drawings.want(connection, draft, drafted=True)
        assert not drawings.has_work(connection)
    assert draw_waiting(filled) == 0
    assert drawn_bytes(filled, keys[0])
    with filled.database.writing() as connection:
        drawings.want(connection, draft)
        assert drawings.has_work(connection)
    assert draw_waiting(filled) == len(set(keys)) - 1
    assert {f"drawn/{key}.webp" for key in keys} <= names(filled, "drawn")


def test_pictures_are_drawn_in_the_background(filled: KnowledgeBase) -> None:
    with painting(filled):
        deadline = datetime.now(UTC) + timedelta(seconds=30)
        while len(names(filled, "drawn")) < 12:
            assert datetime.now(UTC) < deadline


def test_an_unknown_key_is_no_drawing(filled: KnowledgeBase) -> None:
    assert drawn_bytes(filled, "0" * 64) is None
    assert drawn_bytes(filled, "../../handrail") is None


def test_readers_who_come_at_once_get_the_same_drawing(filled: KnowledgeBase) -> None:
    key = drawings_of(sample_guide()[0].steps[0])["wide"].key
    bodies: list[bytes | None] = []
    threads = [Thread(target=lambda: bodies.append(drawn_bytes(filled, key))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(bodies) == 6
    assert len(set(bodies)) == 1
    assert bodies[0]


def test_processes_share_the_drawing(tmp_path: Path) -> None:
    with opened_base(Settings(data=tmp_path)) as base:
        keep(base)
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        counts = pool.map(draw_all, [tmp_path] * 3)
    assert sum(counts) == 12, "each was drawn by one process only"


def draw_all(data: Path) -> int:
    with opened_base(Settings(data=data)) as base:
        return draw_waiting(base)


def test_a_key_depends_on_all_that_is_seen() -> None:
    guide, _ = sample_guide()
    step = guide.steps[0]
    assert step.picture is not None
    changes: list[dict[str, object]] = [
        {"marks": ()},
        {"marks": (*step.picture.marks, HideMark(box=Box(0, 0, 9, 9)))},
        {"crop": Box(0, 0, 500, 300)},
        {"scale": 2.0},
    ]
    keys = {drawings_of(step)["wide"].key}
    for change in changes:
        picture: Picture = step.picture.model_copy(update=change)
        keys.add(drawings_of(step.model_copy(update={"picture": picture}))["wide"].key)
    assert len(keys) == len(changes) + 1


def test_a_recipe_gives_the_same_drawing_again() -> None:
    for drawing in drawings_of(sample_guide()[0].steps[0]).values():
        again = from_recipe(drawing.recipe)
        assert (again.key, again.width, again.height) == (drawing.key, drawing.width, drawing.height)


def test_what_nothing_uses_is_collected_after_a_day(filled: KnowledgeBase) -> None:
    draw_waiting(filled)
    before = set(filled.objects.names())
    stray = f"pictures/{hashlib.sha256(b'stray').hexdigest()}.png"
    filled.objects.put(stray, b"stray")
    now = datetime.now(UTC)
    assert collect_unused(filled) == 0
    assert filled.objects.has(stray)
    with filled.database.writing() as connection:
        assert pictures.collect(connection, filled.objects, now + timedelta(days=2)) == 1
    assert set(filled.objects.names()) == before


def test_a_claim_of_a_process_that_died_is_taken_over(filled: KnowledgeBase) -> None:
    with filled.database.writing() as connection:
        assert len(drawings.claim(connection, 100)) == 12
        assert drawings.claim(connection, 100) == ()
        stale = datetime.now(UTC) - drawings.CLAIMED_FOR * 2
        connection.execute(update(tables.drawings).values(claimed_at=stale))
        assert len(drawings.claim(connection, 100)) == 12


@pytest.mark.parametrize("size", [(20_000, 12), (12, 20_000)])
def test_a_picture_longer_than_webp_allows_is_drawn_smaller(size: tuple[int, int]) -> None:
    picture = Picture(file=f"images/{'0' * 64}.png", width=size[0], height=size[1])
    step = sample_guide()[0].steps[0].model_copy(update={"picture": picture})
    for drawing in drawings_of(step).values():
        painted = paint(Image.new("RGB", size), picture, crop=drawing.crop, width=drawing.width)
        assert painted.size == (drawing.width, drawing.height)
        assert encode(painted)


def test_what_is_not_drawn_at_the_end_is_given_back(filled: KnowledgeBase) -> None:
    class AfterTwo(Event):
        asked = 0

        def is_set(self) -> bool:
            self.asked += 1
            return self.asked > 2

    assert draw_waiting(filled, AfterTwo()) == 1
    with filled.database.writing() as connection:
        assert len(drawings.claim(connection, 100)) == 11


def test_a_reader_does_not_wait_for_whoever_is_gone(filled: KnowledgeBase) -> None:
    with filled.database.writing() as connection:
        claimed = drawings.claim(connection, 1)
    began = time.monotonic()
    assert drawn_bytes(filled, claimed[0].key)
    assert time.monotonic() - began < 5

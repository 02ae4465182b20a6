"""A knowledge base of real size: ten thousand guides of twelve steps, 300 processes, 120,000 pictures.

    python -m tests.bench.big_base [GUIDES] [--to FOLDER]

It is made once (minutes) and kept in `.bench/`, a data folder like any other; a copy takes seconds, since its
pictures are linked. The same number of guides always gives the same words, in the order of their ids.
"""

import argparse
import hashlib
import os
import random
import shutil
import struct
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageDraw
from sqlalchemy import Connection, update

from recorder.document.guide import Guide
from server.base import KnowledgeBase, opened_base
from server.model import Person, Version
from server.noting import note_waiting
from server.publishing import thumb_of
from server.settings import Settings
from server.storage import (
    arrivals,
    counters,
    drawings,
    guides,
    people,
    pictures,
    processes,
    search,
    tables,
    versions,
)
from tests.bench.big_words import (
    CALLOUTS,
    DETAILS,
    NAMES,
    PHASES,
    PROGRAMS,
    QUALIFIERS,
    SUBJECTS,
    Program,
    Subject,
)

GUIDES = 10_000
STEPS = 12
A_PROCESS = 100 / 3  # guides of each
MADE = 1  # grows when the base is made otherwise, so that a kept one is made anew
KEPT = Path(__file__).parents[2] / ".bench"
SIZE = (640, 400)
BATCH = 250
FIRST = datetime(2025, 11, 3, 8, tzinfo=UTC)
SPAN = timedelta(days=380)


class Place(NamedTuple):
    """A process of the big base, and what its guides are about."""

    name: str
    stages: Sequence[str]
    tasks: Sequence[str]
    subject: Subject


def big_base(count: int = GUIDES, out: Callable[[str], object] = sys.stderr.write, kept: Path = KEPT) -> Path:
    """Return the data folder of the kept base with that many guides, made if it is not there."""
    folder = kept / f"base-{count}-{MADE}"
    if folder.is_dir():
        with opened_base(Settings(data=folder)) as base:  # brought up to date once, and not in each copy
            note_waiting(base)  # or every copy that is served would do so while it is measured
        return folder
    half = folder.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    with opened_base(Settings(data=half)) as base:
        _fill(base, count, out)
        note_waiting(base)
        with base.database.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
    with opened_base(Settings(data=half)) as base:
        base.database.scrub()  # one file, without a log beside it
    half.rename(folder)
    return folder


def copied(folder: Path, to: Path) -> Path:
    """Copy the base to a folder that is not there yet: its rows are its own, its pictures are linked."""
    shutil.copytree(folder / "objects", to / "objects", copy_function=_linked)
    shutil.copy2(folder / "handrail.db", to)
    return to


def places(count: int) -> tuple[Place, ...]:
    """Return the processes of a base with that many guides."""
    wanted = max(3, round(count / A_PROCESS))
    every = [
        Place(f"{subject.plural}: {phase.name}", phase.stages, phase.tasks, subject)
        for phase in PHASES
        for subject in SUBJECTS
    ]
    return tuple(every[:wanted])


def made_guide(number: int, where: Sequence[Place], files: Sequence[str]) -> Guide:
    """Return the guide of that number, with those pictures."""
    pick = random.Random(number)
    turn, at_place = divmod(number, len(where))  # the how manieth of its process
    place = where[at_place]
    task, qualifier = (
        place.tasks[turn % len(place.tasks)],
        QUALIFIERS[(turn * 7 + at_place) % len(QUALIFIERS)],
    )
    subject, program = place.subject, PROGRAMS[place.subject.program]
    steps = [_step(at, subject, program, pick, files[at]) for at in range(STEPS)]
    return Guide.model_validate(
        {
            "format": "handrail-guide", "version": 1, "id": f"big-{number:05}", "steps": steps,
            "title": f"How to {task} {subject.one} {qualifier}",
            "covers": f"{subject.plural} {qualifier}, in {program.name}.",
            "excludes": f"Not for {pick.choice(SUBJECTS).plural.lower()}." if pick.random() < 0.5 else "",
            "inputs": [f"The {pick.choice(subject.fields).lower()} of the {subject.one}."],
            "role": subject.role, "risk": pick.choice(["normal"] * 8 + ["high", "low"]),
            "minutes": pick.randint(1, 12), "tags": [subject.one, pick.choice(qualifier.split())],
            "process": place.name, "stage": place.stages[turn % len(place.stages)],
            "recorded": {"at": FIRST.isoformat(), "seconds": 60.0, "platform": "linux-x11"},
        }
    )  # fmt: skip


def _step(at: int, subject: Subject, program: Program, pick: random.Random, file: str) -> dict[str, Any]:
    caption, name, role, action = _deed(at, subject, program, pick)
    x, y = pick.randrange(40, 480, 20), pick.randrange(90, 340, 10)
    box = [x, y, 110, 28]
    last = at == STEPS - 1
    marks = [] if last else [{"kind": "box", "box": box}, {"kind": "pointer", "at": [x + 90, y + 20]}]
    window = {
        "title": f"{program.name} - {pick.choice(program.tabs)}",
        "app": program.app,
        "box": [20, 20, 600, 360],
    }
    made: dict[str, Any] = {
        "id": f"s{at + 1}", "kind": "result" if last else "action", "caption": caption, "window": window,
        "picture": {
            "file": file, "width": SIZE[0], "height": SIZE[1], "crop": [20, 20, 600, 360], "marks": marks,
        },
    }  # fmt: skip
    if not last:
        made["action"] = {"kind": action, "at": [x + 90, y + 20], "time": 3.0 * at}
        made["target"] = {
            "name": name,
            "role": role,
            "box": box,
            "source": pick.choice(["tree"] * 9 + ["pixels"]),
        }
    if pick.random() < 0.25:
        made["detail"] = pick.choice(DETAILS)
    if pick.random() < 0.08:
        kind, text = pick.choice(CALLOUTS)
        made["callout"] = {"kind": kind, "text": text}
    if action == "type":
        made["values"] = [{"name": name, "text": f"{name} {pick.randint(100, 9999)}", "show": "example"}]
    return made


def _deed(at: int, subject: Subject, program: Program, pick: random.Random) -> Sequence[str]:
    """Return what is done at a step: its caption, the control's name and role, and the kind of action."""
    tab = pick.choice(program.tabs)
    (box, chosen), (menu, item) = pick.choice(program.choices), pick.choice(program.menus)
    field = pick.choice((*program.fields, *subject.fields))
    button = pick.choice((*program.buttons, f"Save {subject.one}"))
    if at == 0:
        return f"Open **{program.name}**", program.name, "window", "open"
    if at == STEPS - 1:
        return f"Done when **{subject.one.capitalize()} saved** is shown", "", "", "click"
    return pick.choice(
        (
            (f"Open the **{tab}** tab", tab, "page tab", "click"),
            (f"Fill in **{field}**", field, "entry", "type"),
            (f"Fill in **{field}**", field, "entry", "type"),
            (f"Choose **{chosen}** in **{box}**", box, "combo box", "click"),
            (f"Choose **{item}** in the **{menu}** menu", item, "menu item", "click"),
            (f"Choose the entry in **{tab}**", tab, "table", "click"),
            (f"Click **{button}**", button, "button", "click"),
        )
    )


def _fill(base: KnowledgeBase, count: int, out: Callable[[str], object]) -> None:
    where, screens = places(count), list(_screens())
    with base.database.writing() as connection:
        persons = [people.add(connection, name) for name in NAMES]
        for place in where:
            _make_process(connection, place)
    for first in range(0, count, BATCH):
        with base.database.writing() as connection:
            for number in range(first, min(count, first + BATCH)):
                shots = [
                    _shot(screens[(number + at) % len(screens)], f"{number} {at}") for at in range(STEPS)
                ]
                guide = made_guide(number, where, [_file(shot) for shot in shots])
                _keep(connection, base, guide, shots, persons[number % len(where) % len(persons)])
        out(f"\r{min(count, first + BATCH):>6} of {count} guides")
    with base.database.writing() as connection:
        counters.bump(connection)
    out("\n")


def _make_process(connection: Connection, place: Place) -> None:
    subject = place.subject
    for stage in place.stages:
        made = processes.find_or_make(connection, place.name, stage)
        assert made is not None
        row = {
            "role": subject.role,
            "deadline": "Within two working days",
            "trigger": f"A {subject.one} is waiting",
        }
        connection.execute(update(tables.stages).where(tables.stages.c.id == made.stage).values(row))
    what = {
        "purpose": f"{subject.plural} are handled the same way in every branch.",
        "begins": f"A {subject.one} arrives.", "ends": f"The {subject.one} is filed.",
        "outcome": f"A {subject.one} that everybody can rely on.", "stakeholders": [subject.role],
        "inputs": list(subject.fields), "outputs": [subject.one],
    }  # fmt: skip
    connection.execute(update(tables.processes).where(tables.processes.c.name == place.name).values(what))


def _keep(
    connection: Connection, base: KnowledgeBase, guide: Guide, shots: Sequence[bytes], owner: Person
) -> None:
    """Keep the guide as if it had arrived and been published at some time of the last year."""
    sizes = {_file(shot): len(shot) for shot in shots}
    for file, shot in zip(sizes, shots, strict=True):
        base.objects.put(pictures.object_name(file), shot)
    at = FIRST + SPAN * random.Random(guide.id).random()
    guides.add(connection, guide, at)
    pictures.add(connection, guide, sizes)
    drawings.want(connection, guide, drafted=True)  # drawn once somebody asks: nobody looks at all of them
    arrivals.add(connection, guide, {}, owner, "published")
    place = processes.find_or_make(connection, guide.process, guide.stage)
    assert place is not None
    processes.put_guide(connection, guide.id, place)
    version = Version(guide.id, 1, guide, at, owner)
    versions.add(connection, version)
    guides.show(connection, version, thumb_of(guide))
    if guide.risk != "low":  # those have no owner yet
        row = update(tables.guides).where(tables.guides.c.id == guide.id)
        connection.execute(row.values(owner=owner.id, reviewer=1 + owner.id % len(NAMES)))
    search.index(connection, guide)


def _screens() -> Iterator[bytes]:
    """Yield small screenshots, two a program."""
    for program in PROGRAMS.values():
        for labels in (program.fields, program.buttons):
            image = Image.new("P", SIZE, 1)
            image.putpalette([0x24, 0x29, 0x2F, 0xE4, 0xE6, 0xE1, 0xFF, 0xFF, 0xFF, 0x2B, 0x6C, 0xB8])
            draw = ImageDraw.Draw(image)
            draw.rectangle((20, 20, 620, 380), 2)
            draw.rectangle((20, 20, 620, 48), 3)
            draw.text((32, 28), program.name, 2)
            for at, label in enumerate(labels):
                draw.rectangle(
                    (40 + 150 * (at % 3), 100 + 90 * (at // 3), 170 + 150 * (at % 3), 130 + 90 * (at // 3)), 1
                )
                draw.text((48 + 150 * (at % 3), 108 + 90 * (at // 3)), label, 0)
            stream = BytesIO()
            image.save(stream, "PNG", optimize=True)
            yield stream.getvalue()


def _file(shot: bytes) -> str:
    return f"images/{hashlib.sha256(shot).hexdigest()}.png"


def _shot(screen: bytes, words: str) -> bytes:
    """Return the screenshot as a file of its own: the same pixels, and words that only this one holds."""
    said = b"tEXt" + f"Comment\0{words}".encode()
    chunk = struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))
    return screen[:-12] + chunk + screen[-12:]


def _linked(source: str, to: str) -> str:
    try:
        os.link(source, to)
    except OSError:  # another disk
        shutil.copy2(source, to)
    return to


def main() -> None:
    """Make the base, and copy it where that is asked for."""
    words = argparse.ArgumentParser(prog="python -m tests.bench.big_base")
    words.add_argument("guides", nargs="?", type=int, default=GUIDES)
    words.add_argument("--to", type=Path)
    asked = words.parse_args()
    folder = big_base(asked.guides)
    sys.stdout.write(f"{copied(folder, asked.to) if asked.to else folder}\n")


if __name__ == "__main__":
    main()

"""The draft that is kept is what the log makes of the published version, whoever did and undid what."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from recorder.document.guide import Guide, Picture
from server.base import KnowledgeBase, open_base
from server.changes import changes_since
from server.changing import change
from server.editing.edits import parse_edit
from server.errors import ServerError
from server.publishing import publish, publish_draft
from server.settings import Settings
from server.storage import drafts, edits, guides, people, pictures
from server.storage.tables import drafts as rows
from server.undoing import redo, undo
from tests.test_any_edits import as_json, one_edit, picture

FILES = [Picture.model_validate(picture(name)) for name in "abcde"]
STEPS = [
    {
        "id": f"s{number}",
        "kind": "action",
        "caption": f"Click **{number}**",
        "level": number % 3,
        "picture": as_json(FILES[number % 5]),
        "values": [{"name": "Note", "text": "x"}],
    }
    for number in range(12)
]


@pytest.fixture
def base(tmp_path: Path) -> KnowledgeBase:
    opened = open_base(Settings(data=tmp_path))
    head = {"format": "handrail-guide", "version": 1, "id": "g", "title": "t"}
    guide = Guide.model_validate({**head, "steps": STEPS})
    with opened.database.writing() as connection:
        guides.add(connection, guide, datetime.now(UTC))
        for each in FILES:
            pictures.use(connection, "g", each, 1)
        publish(connection, guide, people.machine_user(connection))
    return opened


def turn(base: KnowledgeBase, pick: random.Random, number: int) -> None:
    """Let one of two people edit, undo, redo or publish; what is refused is left."""
    try:
        with base.database.writing() as connection:
            who = people.by_id(connection, [1, 2])[pick.choice((1, 2))]
            chance = pick.random()
            draft = edits.draft(connection, "g")
            assert draft
            if chance < 0.2:
                undo(connection, "g", who, f"u{number}")
            elif chance < 0.3:
                redo(connection, "g", who, f"r{number}")
            elif chance < 0.33:
                publish_draft(connection, "g", who)
            else:
                made = [
                    one_edit(draft[0], pick, f"n{number}{place}") for place in range(pick.choice((1, 1, 3)))
                ]
                change(
                    connection,
                    "g",
                    [parse_edit.validate_python(each) for each in made],
                    who,
                    name=f"c{number}",
                )
    except ServerError:
        return


@pytest.mark.parametrize("seed", range(3))
def test_the_draft_is_what_the_log_makes_of_the_published_version(base: KnowledgeBase, seed: int) -> None:
    pick = random.Random(seed)
    with base.database.writing() as connection:
        people.add(connection, "Ben")
        start = edits.draft(connection, "g")
    assert start
    known, serial = start
    for number in range(80):
        turn(base, pick, number)
        with base.database.reading() as connection:
            changes = changes_since(connection, "g", serial)
        # A page that takes over what it is told has the draft as it stands.
        steps = {step.id: step for step in known.steps}
        told = {step.id: step for step in changes.document.steps if step.id in changes.touched}
        taken = [told.get(step.id) or steps[step.id] for step in changes.document.steps]
        assert taken == list(changes.document.steps)
        known, serial = changes.document, changes.serial
    with base.database.writing() as connection:
        kept = edits.draft(connection, "g")
        assert kept
        written = connection.scalar(select(rows.c.document))
        assert written == kept[0].model_dump_json(), "versions are compared with it as they are written"
        drafts.forget(connection, "g")
        assert edits.draft(connection, "g") == kept
        assert len(edits.since(connection, "g", 0)) > 40, "not everything was refused"
    base.database.close()

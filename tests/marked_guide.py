"""A recorded guide that says a name no other says and shows a pattern no other shows, in many places."""

import hashlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from recorder.compose import compose
from recorder.compose.account import tell
from recorder.document.archive import JOURNAL, LEDGER
from recorder.document.geometry import Box
from recorder.document.guidefile import pack_guide
from recorder.recording import JournalLine, Recording, Start
from tests.example_guide import HIDDEN_NOTE
from tests.recorded_guide import recorded

NAME = "Zvezdana Quillfäther"
PATTERN = Box(700, 250, 320, 60)
LOUD = ((214, 0, 214), (0, 214, 40))
STRIPE = 20


@cache
def marked_recording() -> tuple[Recording, Mapping[str, bytes]]:
    """Return a recording that names the customer wherever a recording can, and its pictures with it."""
    plain, plain_pictures = recorded()
    renamed, pictures = {}, {}
    for name, data in plain_pictures.items():
        loud = _with_pattern(data)
        renamed[name] = f"{hashlib.sha256(loud).hexdigest()}.png"
        pictures[renamed[name]] = loud
    lines = []
    for line in (plain.start, *plain.facts):
        text = line.model_dump_json()
        for old, new in renamed.items():
            text = text.replace(old, new)
        text = text.replace('"Refund desk"', f'"Refund desk | {NAME}"').replace(HIDDEN_NOTE, f"For {NAME}.")
        lines.append(JournalLine.validate_json(text))
    start, *facts = lines
    assert isinstance(start, Start)
    typed = next(fact for fact in facts if fact.kind == "typed")
    spelled = typed.model_copy(update={"keys": tuple(NAME)})
    facts = [spelled if fact is typed else fact for fact in facts]
    return Recording(start=start, facts=tuple(facts)), pictures


@cache
def marked_bytes(**changes: str) -> bytes:
    """Return the guide's file, its recording in it."""
    recording, pictures = marked_recording()
    guide = compose(recording)
    steps = (guide.steps[0].model_copy(update={"detail": f"Ask for **{NAME}** first."}), *guide.steps[1:])
    guide = guide.model_copy(update={"steps": steps, "process": "Orders", "stage": f"Of {NAME}", **changes})
    beside = {f"recording/{name}": data for name, data in pictures.items()}
    images = {name: beside.pop(f"recording/{name.rpartition('/')[2]}") for name in guide.images}
    lines = (recording.start, *recording.facts)
    beside[JOURNAL] = b"".join(line.model_dump_json().encode() + b"\n" for line in lines)
    beside[LEDGER] = tell(recording).model_dump_json().encode()
    stream = BytesIO()
    pack_guide(stream, guide, images, beside)
    return stream.getvalue()


@cache
def all_pictures() -> tuple[str, ...]:
    """Return the names of all pictures that show the pattern."""
    return tuple(sorted(marked_recording()[1]))


def _with_pattern(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        image.load()
        draw = ImageDraw.Draw(image)
        for number, left in enumerate(range(PATTERN.x, PATTERN.right, STRIPE)):
            draw.rectangle((left, PATTERN.y, left + STRIPE - 1, PATTERN.bottom - 1), LOUD[number % 2])
        stream = BytesIO()
        image.save(stream, "PNG")
    return stream.getvalue()

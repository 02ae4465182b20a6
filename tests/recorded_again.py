"""Takes for a guide that is there already, such as the refund of `recorded_guide` recorded once more."""

from io import BytesIO

from recorder.compose import compose
from recorder.document.archive import JOURNAL
from recorder.document.geometry import Box
from recorder.document.guide import Target, Window
from recorder.document.guidefile import pack_guide
from recorder.document.imagefile import image_name
from recorder.recording import AnyFact, Moment
from tests.example_guide import WINDOW, paint_form, paint_result, screen
from tests.takes import Take, control

SHIPPING = control("Refund shipping", "check box", (640, 420, 200, 30))


def take_of(
    *controls: Target,
    name: str = "take2",
    typed: str = "Second time",
    window: str = "Refund desk",
    app: str = "refund-desk",
) -> BytesIO:
    """Return the file of a take in which these controls were acted on: texts filled in, all else clicked."""
    take = Take(Window(title=window, app=app, box=WINDOW))
    for each in controls:
        if each.role == "text":
            take.click(each).type(each, typed, typed)
        else:
            take.click(each)
    recording = take.recording()
    start = recording.start.model_copy(update={"id": name})
    pictures: dict[str, bytes] = {}
    facts: list[AnyFact] = []
    for fact in recording.facts:
        if isinstance(fact, Moment):
            data = frame(len(pictures), name)
            file = file_name(data)
            pictures[file] = data
            facts.append(fact.model_copy(update={"file": file}))
        else:
            facts.append(fact)
    recording = recording.model_copy(update={"start": start, "facts": tuple(facts)})
    guide = compose(recording)
    beside = {f"recording/{file}": data for file, data in pictures.items()}
    images = {file: beside.pop(f"recording/{file.rpartition('/')[2]}") for file in guide.images}
    beside[JOURNAL] = b"".join(
        line.model_dump_json().encode() + b"\n" for line in (recording.start, *recording.facts)
    )
    stream = BytesIO()
    pack_guide(stream, guide, images, beside)
    stream.seek(0)
    return stream


def frame(number: int, name: str) -> bytes:
    """Return a frame that no other take has."""
    paint = paint_result if number > 3 else paint_form("Returned goods", f"{name}, frame {number}")
    return screen(paint)


def file_name(data: bytes) -> str:
    """Return what a frame is called in a recording."""
    return image_name(data, folder="")


def moved(target: Target, dx: int, dy: int) -> Target:
    """Return a control at another place."""
    assert target.box
    return target.model_copy(update={"box": Box(*target.box).moved(dx, dy)})

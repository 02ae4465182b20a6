"""Small guides for the tests of the knowledge base, with pictures that are really there."""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image, ImageDraw

from recorder.document.guide import Guide
from recorder.document.guidefile import pack_guide

SECRET = "Marta Feldmann"
"""A typed name that no reader may see."""

JOURNAL = "".join(
    json.dumps(line) + "\n"
    for line in (
        {
            "kind": "start",
            "format": "handrail-recording",
            "version": 1,
            "id": "take-1",
            "at": "2026-11-21T09:30:00Z",
            "platform": "linux-x11",
            "recorder": "0.1.0",
            "monitors": [{"x": 0, "y": 0, "width": 640, "height": 400}],
        },
        {"kind": "stop", "time": 2, "reason": "hotkey"},
    )
).encode()


def screenshot(words: str) -> bytes:
    image = Image.new("RGB", (640, 400), "white")
    draw = ImageDraw.Draw(image)
    draw.text((40, 40), words, "black")
    draw.rectangle((300, 200, 400, 240), outline="navy", width=2)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def image_name(data: bytes) -> str:
    return f"images/{hashlib.sha256(data).hexdigest()}.png"


def step(number: int, caption: str, picture: bytes, **more: Any) -> dict[str, Any]:
    return {
        "id": f"s{number}",
        "kind": "action",
        "caption": caption,
        "action": {"kind": "click", "button": "left", "at": [350, 220], "time": float(number)},
        "target": {"name": "Issue refund", "role": "button", "box": [300, 200, 100, 40]},
        "window": {"title": f"Order of {SECRET}", "app": "refund-desk", "box": [20, 20, 600, 360]},
        "picture": {
            "file": image_name(picture),
            "width": 640,
            "height": 400,
            "crop": [200, 100, 400, 250],
            "marks": [{"kind": "box", "box": [300, 200, 100, 40]}, {"kind": "pointer", "at": [350, 220]}],
        },
        **more,
    }


CAPTIONS = ("Open the **Orders** tab", "Fill in **Note**", "Click **Issue refund**")


def sample_guide(
    guide_id: str = "refund", captions: Sequence[str] = CAPTIONS, **more: Any
) -> tuple[Guide, Mapping[str, bytes]]:
    """Return a guide with a step a caption, and its pictures by name."""
    pictures = [screenshot(f"{guide_id} {number}") for number in range(len(captions))]
    steps = [
        step(number, caption, picture)
        for number, (caption, picture) in enumerate(zip(captions, pictures, strict=True), 1)
    ]
    if len(steps) > 1:
        steps[1]["action"] = {"kind": "type", "keys": list(SECRET), "time": 2.0}
        steps[1]["target"] = {"name": "Note", "role": "text field", "box": [300, 200, 100, 40]}
        steps[1]["values"] = [{"name": "Note", "text": SECRET, "show": "never"}]
    fields: dict[str, Any] = {
        "format": "handrail-guide",
        "version": 1,
        "id": guide_id,
        "title": "How to process a customer refund",
        "process": "Customer support",
        "stage": "Refunds",
        "steps": steps,
    }
    guide = Guide.model_validate(fields | more)
    return guide, {image_name(data): data for data in pictures}


def pack(guide: Guide, images: Mapping[str, bytes], recording: Mapping[str, bytes] | None = None) -> bytes:
    """Return the bytes of the guide's file, with a recording beside unless told otherwise."""
    stream = io.BytesIO()
    pack_guide(
        stream, guide, images, {"recording/journal.jsonl": JOURNAL} if recording is None else recording
    )
    return stream.getvalue()


def sample_file(guide_id: str = "refund", captions: Sequence[str] = CAPTIONS, **more: Any) -> io.BytesIO:
    """Return a guide file as a stream."""
    return io.BytesIO(pack(*sample_guide(guide_id, captions, **more)))

"""The process that reads words: run as a module, it answers each picture's path and part with its lines.

It is a process of its own, of low priority, as the libraries take half a gigabyte while they work.
"""

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

NICE = 15
ONE_THREAD = {
    "Global.log_level": "critical",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
LARGER = 2
"""Words of a screen are small for the models, which learned on photographs."""


def main() -> None:
    """Read requests from standard input until it ends, one JSON object a line, and answer likewise."""
    os.nice(NICE)
    from PIL import Image  # noqa: PLC0415  # after the priority is low
    from rapidocr import RapidOCR  # noqa: PLC0415

    engine = RapidOCR(params=ONE_THREAD)
    for line in sys.stdin:
        asked = json.loads(line)
        left, top, width, height = asked["box"]
        with Image.open(asked["file"]) as picture:
            part = picture.convert("RGB").crop((left, top, left + width, top + height))
        large = part.resize((width * LARGER, height * LARGER), Image.Resampling.LANCZOS)
        sys.stdout.write(json.dumps([*_lines(engine, large)]) + "\n")
        sys.stdout.flush()


def _lines(engine: Any, picture: Any) -> Iterator[dict[str, Any]]:
    """Yield the lines of words: text, box in the part that was asked for, how sure."""
    import numpy as np  # noqa: PLC0415

    red_last = np.asarray(picture)[:, :, ::-1]
    found = engine(red_last)
    if found.boxes is None:
        return
    for corners, text, sure in zip(found.boxes.tolist(), found.txts, found.scores, strict=True):
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        top, bottom = min(y for _, y in corners), max(y for _, y in corners)
        box = [int(each / LARGER) for each in (left, top, right - left, bottom - top)]
        yield {"text": text, "box": box, "sure": float(sure)}


if __name__ == "__main__":
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else onnxruntime reports to its makers, and keeps an id
    main()

"""A recorder that records nothing: it speaks the lines of `record --events`, and writes a real guide.

What it is to do wrong is told by the title.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from recorder.document.guidefile import pack_guide
from tests.sample_guides import sample_guide

RECORDED = {"at": "2026-11-21T09:30:00Z", "seconds": 42.1, "platform": "linux-x11"}


def say(event: str, **more: Any) -> None:
    """Say one event."""
    sys.stdout.write(json.dumps({"event": event, **more}) + "\n")
    sys.stdout.flush()


def options() -> argparse.Namespace:
    """Return what it was started with."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", action="store_true", required=True)
    parser.add_argument("--countdown", type=int, default=0)
    parser.add_argument("-o", dest="output", type=Path, required=True)
    for name in ("--title", "--process", "--stage", "--window"):
        parser.add_argument(name, default="")
    return parser.parse_args()


def seen(number: int, caption: str, folder: Path, picture: bytes) -> dict[str, Any]:
    """Return a step as it is told while recording, its moment on the disk."""
    moment = folder / f"moment-{number}.png"
    moment.write_bytes(picture)
    return {
        "id": f"s{number}",
        "kind": "action",
        "caption": caption,
        "action": "click",
        "picture": str(moment),
        "width": 640,
        "height": 400,
        "crop": [200, 100, 400, 250],
        "marks": [{"kind": "box", "box": [300, 200, 100, 40]}, {"kind": "pointer", "at": [350, 220]}],
    }


def begin(seconds: int) -> None:
    """Count down and record."""
    for left in range(seconds, 0, -1):
        say("countdown", seconds=left)
        time.sleep(0.02)
    sys.stdout.write("this is no line of JSON\n")
    say("something-newer", steps=3)
    say("recording", id="take", keys={"stop": "Ctrl+Alt+End", "pause": "Ctrl+Alt+P"})


def obey(steps: list[dict[str, Any]]) -> str:
    """Do what standard input says until the recording is to end, and return how."""
    for line in sys.stdin:
        told = json.loads(line)
        if told["do"] in ("stop", "cancel"):
            return str(told["do"])
        if told["do"] in ("pause", "resume"):
            say(f"{told['do']}d")
        elif told["do"] == "picture":
            say("problem", text="Chromium tells no names.", reopen={"app": "chromium", "pid": 4711})
        elif told["do"] == "reopen":
            say("problem", text=f"Process {told['pid']} was opened anew.")
        elif told["do"] == "discard":
            steps.pop()
            say("steps", **{"from": len(steps), "steps": []})
        elif told["do"] == "note":
            steps.append({"id": f"n{len(steps)}", "kind": "note", "caption": told["text"]})
            say("steps", **{"from": len(steps) - 1, "steps": steps[-1:]})
    time.sleep(60)  # a closed pipe does not stop a recording
    return "cancel"


def main() -> int:
    """Record until told to stop."""
    given = options()
    if given.title == "no display":
        sys.stderr.write("handrail: There is no display to record: run this in a terminal on the desktop.\n")
        return 1
    begin(given.countdown)
    more = {"title": given.title, "process": given.process, "stage": given.stage, "recorded": RECORDED}
    guide, images = sample_guide(f"take-{os.getpid()}", **{name: each for name, each in more.items() if each})
    shown = zip(guide.steps, images.values(), strict=True)
    steps = [
        seen(number, step.caption, given.output.parent, picture)
        for number, (step, picture) in enumerate(shown, 1)
    ]
    for place, step in enumerate(steps):
        say("steps", **{"from": place, "steps": [step]})
    if given.title == "crash":
        os._exit(9)
    if given.title == "fail":
        say("failed", text="Recording stopped because the disk is full. Free some space before going on.")
        return 1
    if obey(steps) == "cancel":
        return 0
    known = {each["id"] for each in steps}
    kept = guide.model_copy(update={"steps": tuple(step for step in guide.steps if step.id in known)})
    say("composing", done=1, total=2)
    with given.output.open("wb") as stream:
        pack_guide(stream, kept, images, {})
    say("written", file=str(given.output), title=kept.title, steps=len(kept.steps), seconds=42.1)
    return 0


sys.exit(main())

"""The process that reads words: run as a module, it answers each picture and place with what is there.

It is a process of its own, of the lowest priority, as the libraries take half a gigabyte while they work.
"""

import json
import os
import sys

LOWEST = 19
MOST_MEMORY = 2 * 1024**3  # of whole pictures, which may be of any size


def main() -> None:
    """Read questions from standard input until it ends, one JSON object a line, and answer likewise."""
    os.nice(LOWEST)
    if hasattr(os, "sched_setscheduler"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    is_whole = "--whole" in sys.argv
    if is_whole and hasattr(os, "sched_setscheduler"):
        import resource  # noqa: PLC0415  # not on every system

        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    from recorder.reading.engine import STRIP, Engine  # noqa: PLC0415  # after the priority is low

    answers, sys.stdout = sys.stdout, sys.stderr  # what libraries print is no answer
    engine = Engine(widest=STRIP.width) if is_whole else Engine()
    for line in sys.stdin:
        try:
            told = engine.answer(json.loads(line))
        except (OSError, ValueError, MemoryError):
            told = None  # the picture has gone: it was replaced
        answers.write(json.dumps(told) + "\n")
        answers.flush()


if __name__ == "__main__":
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else onnxruntime reports to its makers, and keeps an id
    main()

"""A recording is stopped by whoever asks first, at whatever moment a signal comes."""

import subprocess
import sys
import threading

from recorder.capture.stopping import CANCEL, Stopper

SIGNALLED_AT_EVERY_LINE = """
import signal, sys
from recorder.capture.stopping import Stopper

def at_each_line(frame, event, argument):
    if event == "line" and frame.f_code.co_name != "ask":
        signal.raise_signal(signal.SIGTERM)
    return at_each_line

stopper = Stopper()
with stopper.signals():
    sys.settrace(at_each_line)
    stopper.wait()
    sys.settrace(None)
print(stopper.reason)
"""


def test_a_signal_in_the_middle_of_the_wait_ends_it() -> None:
    command = [sys.executable, "-c", SIGNALLED_AT_EVERY_LINE]
    outcome = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert outcome.stdout == "SIGTERM\n"


def test_the_first_reason_counts_and_wakes_who_waits() -> None:
    stopper = Stopper()
    assert not stopper.wait(0.01)
    threading.Timer(0.02, stopper.ask, ("hotkey",)).start()
    assert stopper.wait()
    stopper.ask(CANCEL)
    assert stopper.wait()
    assert (stopper.reason, stopper.cancelled) == ("hotkey", False)

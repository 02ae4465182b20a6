"""Nothing leaves the machine: what comes along with us is kept from reporting to its makers."""

import json
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH")
"""In what looks like a test run nothing is reported anyway."""


def test_the_process_that_reads_words_keeps_no_id_and_collects_no_reports(tmp_path: Path) -> None:
    """What is reported is first collected in files in the cache and the temporary folder."""
    home = tmp_path / "home"
    home.mkdir()
    picture = tmp_path / "picture.png"
    Image.new("RGB", (64, 64), "white").save(picture)
    box = [0, 0, 64, 64]
    asked = {"file": str(picture), "part": box, "edges": box, "at": [32, 32]}
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    answered = subprocess.run(
        [sys.executable, "-m", "recorder.reading.worker"],
        env=environment | {"HOME": str(home), "TMPDIR": str(home)},
        input=json.dumps(asked) + "\n",
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert json.loads(answered.stdout) is not None
    assert [*home.iterdir()] == []

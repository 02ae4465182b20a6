"""`handrail show` prints a guide as a person, a program or a doubter wants it."""

import json
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from recorder.compose import compose
from recorder.compose.account import tell
from recorder.compose.rules import EXPLANATIONS
from recorder.document.archive import JOURNAL, LEDGER
from recorder.document.guide import Guide, Step
from recorder.document.guidefile import read_guide, write_guide
from recorder.recording import Moment
from server.ledger import explained
from server.outline import outline
from tests.takes import Take, refund

HANDRAIL = Path(sys.executable).with_name("handrail")


def show(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([HANDRAIL, "show", *words], capture_output=True, text=True, check=False)


def with_one_frame(take: Take) -> tuple[Take, dict[str, bytes]]:
    """Return the take with a real picture behind all its moments, and that picture by its name in a file."""
    stream = BytesIO()
    Image.new("RGB", (1920, 1080), "white").save(stream, "PNG")
    name = f"{sha256(stream.getvalue()).hexdigest()}.png"
    facts = take.facts
    take.facts = [
        fact.model_copy(update={"file": name}) if isinstance(fact, Moment) else fact for fact in facts
    ]
    return take, {f"images/{name}": stream.getvalue()}


@pytest.fixture(scope="module")
def guide_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    take, images = with_one_frame(refund())
    path = tmp_path_factory.mktemp("guides") / "refund.guide"
    recording = take.recording(process="Customer support", stage="Refunds")
    lines = (recording.start, *recording.facts)
    beside = {
        JOURNAL: b"".join(line.model_dump_json().encode() + b"\n" for line in lines),
        LEDGER: tell(recording).model_dump_json().encode(),
    }
    write_guide(path, compose(recording), images, beside)
    return path


def test_title_and_steps_are_printed_as_plain_text(guide_file: Path) -> None:
    assert show(guide_file).stdout.splitlines() == [
        "How to issue a refund in Refund desk",
        "Customer support \u203a Refunds · 1 min",
        "",
        "1. Choose the entry in Orders",
        "2. Click Refund",
        "3. Choose Returned goods in Reason",
        "4. Fill in Note",
        "5. Fill in PIN",
        "6. Turn on Notify customer",
        "7. Click Issue refund",
        "=> Done when Refund issued is shown",
    ]


def test_json_is_the_document(guide_file: Path) -> None:
    document = json.loads(show(guide_file, "--json").stdout)
    assert document["format"] == "handrail-guide"
    assert document["steps"][3]["values"] == [{"name": "Note", "text": "Customer return", "show": "never"}]


def test_the_ledger_tells_every_event_and_its_rule_in_one_line(guide_file: Path) -> None:
    lines, rule = show(guide_file, "--ledger").stdout.splitlines(), "a release ends its press"
    assert lines[:2] == [
        "  0:01.0  left press    became step 1: Choose the entry in Orders",
        f"  0:01.0  left release  merged into step 1: {rule}. {EXPLANATIONS[rule]}",
    ]
    assert lines[lines.index("") - 1].startswith("  0:10.0  left release  merged into step 7: ")


def test_the_ledger_is_json_for_programs(guide_file: Path, tmp_path: Path) -> None:
    ledger = json.loads(show(guide_file, "--ledger", "--json").stdout)
    assert ledger["format"] == "handrail-ledger"
    assert sum(event["count"] for event in ledger["events"]) == ledger["sums"]["events"]
    assert {event["became"] for event in ledger["events"]} == {"step", "merged"}
    assert "Customer return" not in json.dumps(ledger)
    bare = tmp_path / "bare.guide"
    with read_guide(guide_file) as file:
        write_guide(bare, file.guide, dict(file.images), {JOURNAL: file.read(JOURNAL)})
    assert json.loads(show(bare, "--ledger", "--json").stdout) == ledger


def test_the_ledger_adds_up_for_its_reader(guide_file: Path) -> None:
    lines = show(guide_file, "--ledger").stdout.splitlines()
    sums = [line.split(maxsplit=1) for line in lines[lines.index("") :] if line[:1] == " "]
    numbers = {name: int(count) for count, name in sums}
    parts = ("became steps", "merged", "suppressed", "dropped")
    assert numbers["events"] == sum(numbers[part] for part in parts) > 0
    assert numbers["a click into a field"] == 1


def test_what_is_no_guide_is_said_in_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.guide"
    broken.write_bytes(b"no zip")
    for path in (broken, tmp_path / "missing.guide"):
        outcome = show(path)
        assert (outcome.returncode, outcome.stdout) == (1, "")
        assert outcome.stderr.startswith("handrail: ")
        assert len(outcome.stderr.splitlines()) == 1


def test_sub_steps_are_numbered_below_their_step() -> None:
    def step(number: int, level: int, kind: str = "action") -> Step:
        return Step.model_validate(
            {"id": str(number), "kind": kind, "level": level, "caption": f"Do **{number}**"}
        )

    steps = (step(1, 0), step(2, 1), step(3, 1), step(4, 0, "note"), step(5, 0), step(6, 1))
    guide = Guide(format="handrail-guide", version=1, id="by-hand", title="By hand", steps=steps)
    assert outline(guide).splitlines()[2:] == [
        "1. Do 1", "   1.1. Do 2", "   1.2. Do 3", "- Do 4", "2. Do 5", "   2.1. Do 6",
    ]  # fmt: skip
    assert explained(None, guide) == "This guide was written by hand: there are no recorded events."

"""The `.guide` file: what is written comes back, and nothing an enemy packs gets through."""

import io
import json
import os
import stat
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from recorder.document.archive import LEDGER
from recorder.document.guide import Guide
from recorder.document.guidefile import GuideFile, pack_guide, read_guide, write_guide
from recorder.document.imagefile import image_name
from recorder.document.limits import Limits
from recorder.errors import GuideFileError


def picture(colour: str = "white", form: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((4, 4, 12, 9), fill="navy")
    stream = io.BytesIO()
    image.save(stream, form, lossless=True)
    return stream.getvalue()


PNG = picture()
WEBP = picture("grey", "WEBP")
MOMENT = picture("red")
JOURNAL = "".join(
    json.dumps(line) + "\n"
    for line in (
        {
            "kind": "start",
            "format": "handrail-recording",
            "version": 1,
            "id": "r1",
            "at": "2026-11-21T09:30:00Z",
            "platform": "linux-x11",
            "recorder": "0.1.0",
            "monitors": [{"x": 0, "y": 0, "width": 40, "height": 30}],
        },
        {"kind": "press", "time": 1.5, "button": "left", "at": [8, 8], "count": 1, "pressure": 0.7},
        {"kind": "stop", "time": 2, "reason": "hotkey"},
    )
).encode()


def step(number: int, data: bytes, **fields: Any) -> dict[str, Any]:
    shown = {"file": image_name(data), "width": 40, "height": 30}
    return {"id": f"s{number}", "kind": "action", "caption": "Click **OK**", "picture": shown, **fields}


def document(**fields: Any) -> dict[str, Any]:
    return {
        "format": "handrail-guide",
        "version": 1,
        "id": "g1",
        "title": "How to process a customer refund",
        "steps": [step(1, PNG), step(2, WEBP), {"id": "n", "kind": "note", "caption": "Done"}],
        **fields,
    }


IMAGES = {image_name(data): data for data in (PNG, WEBP)}
RECORDING = {"recording/journal.jsonl": JOURNAL, image_name(MOMENT, "recording/"): MOMENT}


def good_file() -> bytes:
    stream = io.BytesIO()
    pack_guide(stream, Guide.model_validate(document()), IMAGES, RECORDING)
    return stream.getvalue()


GOOD = good_file()


def packed(entries: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] | None = None) -> io.BytesIO:
    """Return a zip as some other program might pack it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if change:
                change(info)
            archive.writestr(info, data)
    stream.seek(0)
    return stream


def contents() -> dict[str, bytes]:
    return {"guide.json": json.dumps(document()).encode(), **IMAGES}


def with_guide(guide: Any) -> io.BytesIO:
    text = guide if isinstance(guide, bytes) else json.dumps(guide).encode()
    return packed({**contents(), "guide.json": text})


def with_picture(data: bytes, name: str | None = None, **fields: Any) -> io.BytesIO:
    """Return a guide of one step whose picture is `data`."""
    name = name or image_name(data)
    only = {**step(1, PNG), "picture": {"file": name, "width": 40, "height": 30, **fields}}
    return packed({"guide.json": json.dumps(document(steps=[only])).encode(), name: data})


def refusal(stream: io.BytesIO, limits: Limits | None = None) -> str:
    with pytest.raises(GuideFileError) as caught:
        read_guide(stream, limits or Limits())
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


# What is written comes back.


def test_a_guide_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "refund.guide"
    stored = tmp_path / "stored.png"
    stored.write_bytes(PNG)
    guide = Guide.model_validate(document(recorded={"at": datetime(2026, 11, 21, 9, 30, tzinfo=UTC)}))
    write_guide(path, guide, {**IMAGES, image_name(PNG): stored}, RECORDING)
    with read_guide(path) as file:
        assert file.guide == guide
        assert dict(file.images) == IMAGES
        assert dict(file.recording) == RECORDING
        assert file.read(image_name(WEBP)) == WEBP
        assert file.open("recording/journal.jsonl").read() == JOURNAL
        with pytest.raises(KeyError):
            file.read("guide.json")


def test_the_same_guide_gives_the_same_bytes() -> None:
    assert good_file() == GOOD


def test_pictures_are_stored_and_the_document_can_be_read_by_people() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        kept = {each.filename: each.compress_type for each in archive.infolist()}
        assert all(kept[name] == zipfile.ZIP_STORED for name in IMAGES)
        assert b'\n "title": "How to process a customer refund",\n' in archive.read("guide.json")


def test_rewriting_a_file_keeps_what_this_version_does_not_know() -> None:
    marks = [{"kind": "box", "box": [1, 2, 3, 4], "glow": 7}]
    novel = document(
        mood="calm", recorded={"at": "2026-11-21T09:30:00Z", "ledger": {"guessed": 3}, "os": [1.5]}
    )
    novel["steps"][0] |= {
        "extra": {"deep": [{"er": None}]},
        "action": {"kind": "click", "force": 0.5},
        "target": {"name": "OK", "shape": "round"},
        "window": {"title": "Desk", "depth": 1},
        "callout": {"kind": "tip", "text": "Breathe", "icon": "leaf"},
        "values": [{"name": "Note", "text": "x", "unit": "EUR"}],
        "picture": {**novel["steps"][0]["picture"], "dpi": 96, "marks": marks},
    }
    first = io.BytesIO()
    with read_guide(packed({**contents(), "guide.json": json.dumps(novel).encode()})) as file:
        pack_guide(first, file.guide, file.images, file.recording)
    with read_guide(first) as file:
        assert_holds(json.loads(file.guide.model_dump_json()), novel)


def assert_holds(whole: Any, part: Any) -> None:
    if isinstance(part, dict):
        for key, value in part.items():
            assert_holds(whole[key], value)
    elif isinstance(part, list):
        assert len(whole) == len(part)
        for mine, theirs in zip(whole, part, strict=True):
            assert_holds(mine, theirs)
    else:
        assert whole == part


def test_a_file_rewritten_by_an_archive_program_is_read() -> None:
    with read_guide(packed({"images/": b"", **contents()})) as file:
        assert set(file.images) == set(IMAGES)


def test_a_file_is_closed_with_the_guide(tmp_path: Path) -> None:
    path = tmp_path / "a.guide"
    path.write_bytes(GOOD)
    file = read_guide(path)
    file.close()
    with pytest.raises(GuideFileError):
        file.read(image_name(PNG))


# Writing is whole or not at all.


def test_writing_replaces_a_file_in_one_go_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.guide"
    path.write_bytes(b"old")
    write_guide(path, Guide.model_validate(document()), IMAGES)
    assert path.read_bytes() != b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("images", "why"),
    [
        ({image_name(PNG): PNG}, "missing"),
        ({**IMAGES, image_name(MOMENT): MOMENT}, "No step uses"),
        ({**IMAGES, image_name(PNG): MOMENT}, "was changed"),
        ({**IMAGES, image_name(PNG): Path("/nowhere/at/all.png")}, "does not exist"),
    ],
)
def test_a_wrong_set_of_pictures_is_refused_and_the_old_file_stays(
    tmp_path: Path, images: dict[str, bytes | Path], why: str
) -> None:
    path = tmp_path / "a.guide"
    path.write_bytes(b"old")
    with pytest.raises(GuideFileError, match=why):
        write_guide(path, Guide.model_validate(document()), images)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_entry_without_a_place_in_a_guide_is_not_written() -> None:
    with pytest.raises(GuideFileError, match="no place"):
        pack_guide(io.BytesIO(), Guide.model_validate(document()), IMAGES, {"recording/../x.json": b"{}"})


def test_a_missing_folder_is_told_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(GuideFileError, match="folder that does not exist: make the folder"):
        write_guide(tmp_path / "no" / "a.guide", Guide.model_validate(document()), IMAGES)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from recorder.document.guide import Guide
from recorder.document.guidefile import write_guide
from recorder.errors import GuideFileError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    guide = Guide(format="handrail-guide", version=1, id="g", title="t", steps=())
    write_guide(Path(sys.argv[1]), guide, {})
except GuideFileError as error:
    sys.exit(str(error))
"""


def test_a_disk_that_takes_no_more_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.guide"
    path.write_bytes(b"old")
    run = subprocess.run([sys.executable, "-c", FULL_DISK, path], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "File too large" in run.stderr
    assert "Traceback" not in run.stderr
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_somebody_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.guide"
    path.write_bytes(GOOD)
    path.chmod(0)
    with pytest.raises(GuideFileError, match="not yours"):
        read_guide(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(GuideFileError, match="does not exist: see whether its name is right"):
        read_guide(tmp_path / "a.guide")
    with pytest.raises(GuideFileError, match="is a folder"):
        read_guide(tmp_path)


# The zip.


@pytest.mark.parametrize("data", [b"", b"hello", PNG, b"PK\3\4", b"%PDF-1.7" + bytes(100_000)])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert "guide file" in refusal(io.BytesIO(data))


def test_a_truncated_file_is_refused() -> None:
    assert "cut short" in refusal(io.BytesIO(GOOD[:-30]))


@pytest.mark.parametrize(
    "name",
    [
        "../evil.png",
        "/etc/passwd",
        "images/../guide.json",
        "images\\evil.png",
        "C:evil",
        "readme.txt",
        "images/a.png",
        "recording/evil.sh",
    ],
)
def test_a_name_that_no_guide_has_is_refused(name: str) -> None:
    assert "which no guide has" in refusal(packed({**contents(), name: b"x"}))


def test_a_name_with_a_hidden_end_is_refused() -> None:
    hidden = GOOD.replace(b"recording/journal.jsonl", b"recording/journal.json\0")
    assert "which no guide has" in refusal(io.BytesIO(hidden))


def test_the_same_name_twice_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in contents().items():
            archive.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("guide.json", b"{}")
    assert "twice" in refusal(stream)


def test_a_link_is_refused() -> None:
    def link(info: zipfile.ZipInfo) -> None:
        if info.filename != "guide.json":
            info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16

    assert "is a link" in refusal(packed(contents(), link))


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(GOOD)
    entry = data.index(b"PK\1\2")
    data[entry + 8] |= 1
    assert "without a password" in refusal(io.BytesIO(bytes(data)))


def test_another_way_of_packing_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in contents().items():
            archive.writestr(name, data)
    assert "packed in a way" in refusal(stream)


def test_the_64_bit_kind_of_zip_is_refused() -> None:
    end = GOOD.rindex(b"PK\5\6")
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    assert "packed in a way" in refusal(io.BytesIO(GOOD[:end] + locator + GOOD[end:]))


def test_a_bomb_is_refused_by_its_ratio() -> None:
    bomb = json.dumps(document()).encode() + b" " * 10_000_000
    assert "200 times" in refusal(with_guide(bomb))


def test_a_bomb_that_lies_about_its_size_is_not_inflated() -> None:
    data = bytearray(packed({**contents(), "guide.json": b" " * 10_000_000}).getvalue())
    for entry, at in ((data.index(b"PK\3\4"), 22), (data.index(b"PK\1\2"), 24)):
        struct.pack_into("<L", data, entry + at, 1000)
    assert "damaged" in refusal(io.BytesIO(bytes(data)))


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(file_bytes=100), "bytes"),
        (Limits(total_bytes=100), "unpacks"),
        (Limits(entries=2), "entries"),
        (Limits(picture_bytes=10), "bytes"),
        (Limits(json_bytes=10), "bytes"),
        (Limits(journal_bytes=10), "bytes"),
        (Limits(pixels=1199), "40 by 30"),
        (Limits(total_pixels=1201), "pixels"),
        (Limits(json_depth=2), "deeper"),
    ],
)
def test_every_limit_is_kept(limits: Limits, why: str) -> None:
    assert why in refusal(io.BytesIO(GOOD), limits)


def test_a_list_of_entries_that_lies_about_its_length_is_refused_unread() -> None:
    data = bytearray(GOOD)
    struct.pack_into("<L", data, data.rindex(b"PK\5\6") + 12, 1 << 30)
    assert "entries" in refusal(io.BytesIO(bytes(data)))


# The pictures.


def test_a_missing_picture_is_refused() -> None:
    entries = contents()
    del entries[image_name(PNG)]
    assert "is missing" in refusal(packed(entries))


def test_a_picture_that_no_step_uses_is_refused() -> None:
    assert "No step uses" in refusal(packed({**contents(), image_name(MOMENT): MOMENT}))


def test_a_picture_that_is_not_its_hash_is_refused() -> None:
    assert "was changed" in refusal(packed({**contents(), image_name(PNG): MOMENT}))


def test_a_format_that_is_not_the_extensions_is_refused() -> None:
    name = image_name(PNG).replace(".png", ".webp")
    assert "no WEBP picture" in refusal(with_picture(PNG, name))


def test_a_picture_of_another_format_is_refused() -> None:
    jpeg = picture(form="JPEG")
    assert "no PNG picture" in refusal(with_picture(jpeg, f"images/{sha256(jpeg).hexdigest()}.png"))


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(form: str) -> None:
    stream = io.BytesIO()
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    frames[0].save(stream, form, save_all=True, append_images=frames[1:], duration=100)
    assert "moves" in refusal(with_picture(stream.getvalue()))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def huge_png(width: int, height: int) -> bytes:
    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def huge_webp(width: int, height: int) -> bytes:
    canvas = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<L", 10) + canvas
    return b"RIFF" + struct.pack("<L", len(body)) + body


@pytest.mark.parametrize("data", [huge_png(40_000, 25_000), huge_webp(16_384, 16_384)])
def test_a_picture_of_a_billion_pixels_is_refused_by_its_header(data: bytes) -> None:
    assert "pixels and" in refusal(with_picture(data))


def test_a_second_header_does_not_smuggle_in_a_larger_picture() -> None:
    second = chunk(b"IHDR", struct.pack(">LLBBBBB", 40_000, 25_000, 8, 2, 0, 0, 0))
    data = PNG[:33] + second + PNG[33:]
    assert "broken" in refusal(with_picture(data))


@pytest.mark.parametrize("data", [PNG[:60], WEBP[:40], huge_png(40, 0), huge_png(40, 3000)])
def test_broken_pixels_are_refused(data: bytes) -> None:
    assert "broken" in refusal(with_picture(data))


def test_a_size_that_is_not_the_pictures_is_refused() -> None:
    assert "step 1 is 40 by 30 pixels, not 41 by 30" in refusal(with_picture(PNG, width=41))


# The document.


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"\xff\xfe", b'{"a": NaN}', b'{"a": 1e999}', b'{"a": "\\ud800"}', b'{"a": -Infinity}'],
)
def test_what_is_no_json_is_refused(text: bytes) -> None:
    assert "not valid JSON" in refusal(with_guide(text))


@pytest.mark.parametrize("text", [b"[" * 100_000, b'{"a":' * 40 + b"1" + b"}" * 40])
def test_json_that_is_too_deep_is_refused(text: bytes) -> None:
    message = refusal(with_guide(text))
    assert "nested deeper" in message or "200 times" in message


@pytest.mark.parametrize("guide", [[], "text", 7, None])
def test_what_is_no_object_is_refused(guide: Any) -> None:
    assert "should hold an object" in refusal(with_guide(guide))


@pytest.mark.parametrize(("text", "refused"), [(r"a\u0000", True), (r"\\\u0000", True), (r"a\\u0000", False)])
def test_a_nul_is_refused_and_a_backslash_before_its_letters_is_not(text: str, refused: bool) -> None:  # noqa: FBT001
    guide = json.dumps(document(title="@")).replace("@", text).encode()
    if refused:
        assert "holds a NUL" in refusal(with_guide(guide))
    else:
        assert read_guide(with_guide(guide)).guide.title == r"a\u0000"


def test_another_format_is_refused() -> None:
    assert "no guide of Handrail" in refusal(with_guide(document(format="asciicast")))


def test_a_newer_version_says_to_update() -> None:
    assert "newer Handrail: please update" in refusal(with_guide(document(version=2)))


@pytest.mark.parametrize("version", ["1", 0, True, None, 1.5])
def test_a_version_that_is_no_number_is_refused(version: Any) -> None:
    assert "version should be a whole number" in refusal(with_guide(document(version=version)))


def with_step(**fields: Any) -> dict[str, Any]:
    return document(steps=[step(1, PNG, **fields), step(2, WEBP)])


def with_marks(*marks: dict[str, Any]) -> dict[str, Any]:
    return with_step(picture={"file": image_name(PNG), "width": 40, "height": 30, "marks": marks})


WRONG = [
    (document(title=5), "title should be text"),
    (document(id="a b"), "id should be text of the form"),
    (document(steps={}), "steps should be a list"),
    (document(steps=[7]), "steps[0] should be an object"),
    (document(minutes="2"), "minutes should be a number"),
    (document(minutes=-1), "minutes should be at least 0"),
    (document(tags=["a", 1]), "tags[1] should be text"),
    (document(kind="poem"), "kind should be 'procedure', 'work instruction' or 'guideline'"),
    (document(recorded={"at": "yesterday"}), "recorded.at should be a date and time"),
    (document(steps=[step(1, PNG), step(1, WEBP)]), "step id 's1' is used twice"),
    (with_step(id=None), "steps[0].id should be text"),
    (with_step(level=3), "steps[0].level should be at most 2"),
    (with_step(level="1"), "steps[0].level should be a whole number"),
    (with_step(optional="yes"), "steps[0].optional should be true or false"),
    (with_step(caption="x" * 20_001), "steps[0].caption should be at most 20000 characters"),
    (with_step(callout={"kind": "tip"}), "steps[0].callout.text is missing"),
    (with_step(target={"box": [1, 2, 3]}), "steps[0].target.box"),
    (with_step(target={"box": [1, 2, 3, "4"]}), "steps[0].target.box[3] should be a whole number"),
    (with_step(target={"box": [1, 2, 3, 10**30]}), "steps[0].target.box[3] should be less than"),
    (with_step(action={"kind": "click", "at": [1, 10**10]}), "steps[0].action.at[1] should be less than"),
    (with_marks({"kind": "box", "box": "x"}), "marks[0].box should be a list of"),
    (with_marks({"kind": "number", "at": [1, 2], "number": -1}), "marks[0].number should be at least 0"),
    (with_marks({"kind": "blur"}), "marks[0] should be one of 'box', 'pointer'"),
    (with_marks({"box": [1, 2, 3, 4]}), "marks[0] lacks its kind"),
    (with_step(picture={"file": "images/../x.png", "width": 1, "height": 1}), "steps[0].picture.file"),
]


@pytest.mark.parametrize(("guide", "why"), WRONG, ids=[why for _, why in WRONG])
def test_a_wrong_type_is_told_with_its_field_and_what_was_expected(guide: Any, why: str) -> None:
    assert why in refusal(with_guide(guide))


def test_a_complaint_never_shows_what_was_found() -> None:
    assert "4111" not in refusal(with_guide(with_step(values="4111 1111")))


# The recording.


def with_journal(*lines: Any) -> io.BytesIO:
    text = "\n".join(json.dumps(line) for line in lines).encode()
    return packed({**contents(), "recording/journal.jsonl": text})


START = json.loads(JOURNAL.splitlines()[0])


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (({"kind": "stop", "time": 1, "reason": "x"},), "not a recording"),
        ((START, START), "line 2 is out of place"),
        (({**START, "version": 2},), "newer Handrail"),
        ((START, {"kind": "gesture", "time": 1}), "line 2: should be one of"),
        ((START, {"kind": "press", "time": 1, "button": "left"}), "line 2: press.at is missing"),
        ((START, 5), "line 2"),
    ],
)
def test_a_journal_that_is_wrong_is_refused_with_its_line(lines: tuple[Any, ...], why: str) -> None:
    assert why in refusal(with_journal(*lines))


def test_a_torn_journal_is_refused() -> None:
    assert "line 3 is not valid JSON" in refusal(
        packed({**contents(), "recording/journal.jsonl": JOURNAL[:-5]})
    )


def test_a_moment_that_is_not_its_hash_is_refused() -> None:
    assert "was changed" in refusal(packed({**contents(), image_name(MOMENT, "recording/"): PNG}))


def test_other_records_are_json() -> None:
    assert "not valid JSON" in refusal(packed({**contents(), "recording/rules.json": b"{"}))
    assert "which no guide has" in refusal(packed({**contents(), "recording/rules.jsonl": b"{}"}))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"[]", "should be an object"),
        (b'{"version": 2}', "newer Handrail"),
        (b'{"events": [{"time": 1, "fact": 0, "what": "typed", "became": "eaten"}]}', "became should be"),
    ],
)
def test_a_ledger_that_tells_something_else_is_refused(text: bytes, why: str) -> None:
    assert why in refusal(packed({**contents(), LEDGER: text}))


# Anything at all.


def read_or_refuse(data: bytes) -> GuideFile | None:
    """Read what may be a guide; nothing but GuideFileError may come of it."""
    try:
        return read_guide(io.BytesIO(data), Limits(json_bytes=100_000, picture_bytes=100_000, pixels=100_000))
    except GuideFileError:
        return None


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_and_nothing_else(data: bytes) -> None:
    assert read_or_refuse(data) is None
    assert read_or_refuse(b"PK\3\4" + data) is None


@given(st.integers(0, len(GOOD) - 1))
def test_no_truncation_is_read(length: int) -> None:
    assert read_or_refuse(GOOD[:length]) is None


@settings(max_examples=400)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 7)), min_size=1, max_size=4))
def test_no_flipped_bit_does_more_than_be_refused(flips: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, bit in flips:
        data[at] ^= 1 << bit
    file = read_or_refuse(bytes(data))
    if file:  # what nobody looks at, such as a time stamp, may differ
        assert dict(file.images) == IMAGES


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
FIELDS = [*Guide.model_fields]


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING), st.dictionaries(st.text(max_size=8), ANYTHING))
def test_no_document_breaks_the_reader(guide_fields: dict[str, Any], step_fields: dict[str, Any]) -> None:
    guide = document(steps=[step(1, PNG, **step_fields), step(2, WEBP)]) | guide_fields
    read_or_refuse(with_guide(guide).getvalue())


@settings(max_examples=60)
@given(st.integers(30, len(PNG) - 1), st.integers(0, 7), st.sampled_from([PNG, WEBP]))
def test_no_broken_picture_breaks_the_reader(at: int, bit: int, whole: bytes) -> None:
    data = bytearray(whole)
    data[at % len(data)] ^= 1 << bit
    form = ".png" if whole is PNG else ".webp"
    read_or_refuse(with_picture(bytes(data), f"images/{sha256(data).hexdigest()}{form}").getvalue())

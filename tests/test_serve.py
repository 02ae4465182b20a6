"""`handrail serve`, `handrail import` and bare `handrail`, as programs of their own."""

import contextlib
import io
import os
import random
import signal
import socket
import sqlite3
import string
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import httpx2
import pytest
from PIL import Image

from recorder.document.guide import Picture
from server.serving import listening_socket
from tests.sample_guides import image_name, pack, sample_file, sample_guide

HANDRAIL = [str(Path(sys.executable).with_name("handrail"))]
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith("HANDRAIL_") and name not in ("DISPLAY", "WAYLAND_DISPLAY")
}

Serve = Callable[..., tuple[subprocess.Popen[str], str]]


@contextmanager
def serving(
    *words: str, environment: Mapping[str, str] = ENVIRONMENT, ignored: bool = False
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give a running server and the address it said; `ignored` starts it as scripts do in the background."""
    ignore = "trap '' INT; exec \"$@\""
    command = ["sh", "-c", ignore, "sh", *HANDRAIL, *words] if ignored else [*HANDRAIL, *words]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            assert line.startswith("Handrail is open at http://"), line
            yield server, line.split()[-1]
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGTERM)
                server.wait(20)


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:
        yield lambda *words, **more: stack.enter_context(serving(*words, **more))


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*HANDRAIL, *words], env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False
    )


def test_an_imported_guide_is_served_with_its_pictures_drawn(tmp_path: Path, serve: Serve) -> None:
    file = tmp_path / "refund.guide"
    file.write_bytes(sample_file().getvalue())
    outcome = run("import", str(file), "--data", str(tmp_path / "data"))
    assert outcome.returncode == 0, outcome.stderr
    assert "refund.guide: is in the knowledge base (/guides/refund)" in outcome.stdout
    assert len(list((tmp_path / "data" / "objects" / "drawn").iterdir())) == 12
    _, address = serve("serve", "--data", str(tmp_path / "data"), "--port", "0")
    assert httpx2.get(f"{address}api/guides/refund").json()["id"] == "refund"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("ignored", [False, True])
def test_it_ends_well_when_told(tmp_path: Path, serve: Serve, number: int, *, ignored: bool) -> None:
    server, address = serve("serve", "--data", str(tmp_path), "--port", "0", ignored=ignored)
    assert httpx2.get(f"{address}healthz").status_code == 200
    server.send_signal(number)
    assert server.wait(20) == 0


def test_open_connections_do_not_hold_up_the_end(tmp_path: Path, serve: Serve) -> None:
    server, address = serve("serve", "--data", str(tmp_path), "--port", "0")
    port = int(address.rstrip("/").rpartition(":")[2])
    slow = b"POST /api/guides HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
    beginnings = (b"", b"GET / HT", slow + b"Content-Type: multipart/form-data; boundary=q\r\n\r\n--q\r\n")
    with ExitStack() as stack, httpx2.Client() as idle:
        for beginning in beginnings:
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(beginning)
        assert idle.get(f"{address}healthz").status_code == 200
        server.send_signal(signal.SIGTERM)
        assert server.wait(3.5) == 0  # a machine with nothing else to do needs half of it


def test_a_stream_ends_with_the_server(tmp_path: Path, serve: Serve) -> None:
    file = tmp_path / "refund.guide"
    file.write_bytes(sample_file().getvalue())
    run("import", str(file), "--data", str(tmp_path / "data"))
    server, address = serve("serve", "--data", str(tmp_path / "data"), "--port", "0")
    with httpx2.stream("GET", f"{address}api/guides/refund/live?client=me", timeout=20) as stream:
        told = stream.iter_lines()
        assert next(line for line in told if line.startswith("data:"))
        server.send_signal(signal.SIGTERM)
        assert not [line for line in told if line.startswith("data:")], "it ends, and is not cut"
    assert server.wait(20) == 0


def test_a_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = run("serve", "--data", str(tmp_path), "--port", str(port))
    assert outcome.returncode == 1
    assert outcome.stderr == (
        f"handrail: Port {port} is taken by another program; stop that, or choose another with --port.\n"
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1"])
def test_others_are_let_in_only_with_share(tmp_path: Path, host: str) -> None:
    outcome = run("serve", "--data", str(tmp_path), "--host", host)
    assert outcome.returncode == 1
    assert "add --share" in outcome.stderr


def test_a_data_folder_of_a_newer_release_is_left_alone(tmp_path: Path) -> None:
    assert run("import", str(tmp_path / "none.guide"), "--data", str(tmp_path)).returncode == 1
    with sqlite3.connect(tmp_path / "handrail.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    outcome = run("serve", "--data", str(tmp_path), "--port", "0")
    assert outcome.returncode == 1
    assert outcome.stderr == (
        f"handrail: The data folder {tmp_path} was written by a newer release of Handrail; "
        "install that release, or choose another folder with --data.\n"
    )


def test_a_folder_that_cannot_be_used_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "handrail.db").write_text("this is no database at all, but long enough to look" * 20)
    (tmp_path / "unfit").mkdir()
    (tmp_path / "unfit" / "objects").write_text("in the way of the pictures")
    for folder in (tmp_path / "file" / "data", tmp_path, tmp_path / "unfit"):
        outcome = run("serve", "--data", str(folder), "--port", "0")
        assert outcome.returncode == 1
        assert outcome.stderr.count("\n") == 1
        assert str(folder) in outcome.stderr


def test_a_wrong_setting_is_a_wrong_call(tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, "HANDRAIL_UPLOAD_LIMIT": "much"}
    outcome = subprocess.run(
        [*HANDRAIL, "serve", "--data", str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 2
    assert "HANDRAIL_UPLOAD_LIMIT" in outcome.stderr


def test_files_that_are_no_guides_fail_and_the_others_are_kept(tmp_path: Path) -> None:
    (tmp_path / "bad.guide").write_text("no guide")
    (tmp_path / "good.guide").write_bytes(sample_file().getvalue())
    data = str(tmp_path / "data")
    outcome = run("import", str(tmp_path / "bad.guide"), str(tmp_path / "good.guide"), "--data", data)
    assert outcome.returncode == 1
    assert "bad.guide: This is not a guide file" in outcome.stderr
    assert "good.guide: is in the knowledge base" in outcome.stdout


def test_without_a_command_the_running_base_is_shown_or_one_is_served(tmp_path: Path, serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    environment = {**ENVIRONMENT, "HANDRAIL_DATA": str(tmp_path), "HANDRAIL_PORT": port}
    _, address = serve(environment=environment)
    assert address == f"http://127.0.0.1:{port}/"
    again = subprocess.run(HANDRAIL, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (again.returncode, again.stdout) == (0, f"Handrail is open at {address}\n")


def test_without_a_command_another_programs_port_is_left_alone(tmp_path: Path, serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        taken.close()
        with socket.create_server(("127.0.0.1", port), backlog=0) as silent:
            environment = {**ENVIRONMENT, "HANDRAIL_DATA": str(tmp_path), "HANDRAIL_PORT": str(port)}
            _, address = serve(environment=environment)
            assert silent.getsockname()[1] != int(address.rstrip("/").rpartition(":")[2])
            assert httpx2.get(f"{address}healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("what", ["pictures", "words"])
def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing(tmp_path: Path, what: str) -> None:
    small, large, data = tmp_path / "small.guide", tmp_path / "large.guide", tmp_path / "data"
    small.write_bytes(sample_file("small").getvalue())
    large.write_bytes(large_guide() if what == "pictures" else wordy_guide())
    assert run("import", str(small), "--data", str(data)).returncode == 0
    before = kept(data)
    limited = ["bash", "-c", 'ulimit -f 900; exec "$@"', "bash", *HANDRAIL]  # no file beyond 900 KiB
    command = ["import", str(large), "--data", str(data)]
    outcome = subprocess.run(
        [*limited, *command], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 1
    assert outcome.stderr.count("\n") == 1, outcome.stderr
    assert "room" in outcome.stderr
    assert kept(data) == before
    with contextlib.closing(sqlite3.connect(data / "handrail.db")) as connection:
        assert connection.execute("SELECT id FROM guides").fetchall() == [("small",)]
    assert run(*command).returncode == 0, "there was no other reason to fail"


def kept(data: Path) -> set[Path]:
    return {path for path in (data / "objects").rglob("*") if path.is_file()}


def large_guide() -> bytes:
    noise = Image.frombytes("RGB", (800, 600), random.Random(1).randbytes(800 * 600 * 3))
    stream = io.BytesIO()
    noise.save(stream, "PNG")
    name = image_name(stream.getvalue())
    guide, _ = sample_guide("large", ["Look"])
    picture = Picture(file=name, width=800, height=600)
    step = guide.steps[0].model_copy(update={"picture": picture})
    return pack(guide.model_copy(update={"steps": (step,)}), {name: stream.getvalue()})


def wordy_guide() -> bytes:
    letters = random.Random(1)
    captions = ["".join(letters.choices(f"{string.ascii_letters} ", k=15_000)) for _ in range(100)]
    guide, _ = sample_guide("large", captions)
    steps = tuple(step.model_copy(update={"picture": None}) for step in guide.steps)
    return pack(guide.model_copy(update={"steps": steps}), {})


def test_no_answer_waits_for_the_other_side_to_say_that_it_has_the_beginning() -> None:
    with ExitStack() as opened:
        listener = opened.enter_context(closing(listening_socket("127.0.0.1", 0)))
        opened.enter_context(socket.create_connection(listener.getsockname()))
        connection = opened.enter_context(listener.accept()[0])
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

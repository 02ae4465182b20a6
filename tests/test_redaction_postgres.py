"""On PostgreSQL a redaction leaves nothing in the tables; only its own log keeps it for a while."""

from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from server.base import opened_base
from server.importing import take_in
from server.redacting.starting import Place, Wish, begin
from server.redacting.working import work_off
from server.settings import Settings
from server.storage import people, redactions
from tests.byte_search import found_in_folder
from tests.marked_guide import NAME, PATTERN, all_pictures, marked_bytes
from tests.postgres import new_database, running_postgres


def test_a_redaction_leaves_nothing_in_the_tables(tmp_path: Path) -> None:
    with running_postgres() as server:
        tables = Path(parse_qs(urlsplit(server).query)["host"][0]) / "data" / "base"
        with opened_base(Settings(data=tmp_path / "data", database=new_database(server, "redacted"))) as base:
            with base.database.writing() as connection:
                person = people.add(connection, "Ana")
            guide = take_in(base, BytesIO(marked_bytes()), person).guide
            begin(base, guide, person, Wish([Place(file, PATTERN) for file in all_pictures()], [NAME]))
            work_off(base)
            with base.database.reading() as connection:
                assert redactions.unfinished(connection) == ()
            assert take_in(base, BytesIO(marked_bytes()), person).outcome == "same"
        assert found_in_folder(tables) == []
        assert found_in_folder(tmp_path / "data") == []

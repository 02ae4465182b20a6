"""The base that servers are measured with is a base like any other, and the same each time it is made."""

from pathlib import Path

from server.app import create_app
from server.searching.finding import find
from server.settings import Settings
from server.storage import guides, processes, versions
from tests.bench.big_base import STEPS, big_base, copied
from tests.serving import visit


def test_a_small_one_is_made_once_copied_and_served(tmp_path: Path) -> None:
    made = big_base(12, lambda _: None, tmp_path)
    assert big_base(12, lambda _: None, tmp_path) == made
    folder = copied(made, tmp_path / "copy")
    app = create_app(Settings(data=folder))
    with app.state.base.database.reading() as connection:
        titles = {each.id: each.title for each in guides.published(connection)}
        version = versions.published(connection, "big-00001")
        assert len(processes.all_processes(connection)) == 3
        assert find(connection, titles["big-00001"]).found[0].guide.id == "big-00001"
    assert version is not None
    assert (len(set(titles.values())), len(version.document.images)) == (12, STEPS)
    client = visit(app, "reader")
    page = client.get("/guides/big-00001").text
    drawing = page.partition('src="/pictures/')[2].partition('"')[0]
    answer = client.get(f"/pictures/{drawing}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    app.state.base.database.close()

"""What is not well is counted: guides that need an update, are in review, and have no owner or no process."""

from sqlalchemy import update

from server.base import KnowledgeBase
from server.storage import not_well, tables
from server.storage.not_well import NotWell
from tests.processes_made import make_orders, put
from tests.published_guides import publish


def test_each_guide_counts_where_it_is_not_well(base: KnowledgeBase) -> None:
    with base.database.writing() as connection:
        assert not_well.counted(connection) == NotWell(0, 0, 0, 0)
        make_orders(connection)
        for guide, state in (("a", "needs_update"), ("b", "review"), ("c", "published"), ("d", "archived")):
            publish(connection, guide)
            connection.execute(update(tables.guides).where(tables.guides.c.id == guide).values(state=state))
        connection.execute(update(tables.guides).where(tables.guides.c.id == "c").values(owner=1))
        put(connection, "a", "orders", "pick")
        assert not_well.counted(connection) == NotWell(1, 1, 2, 2)

"""Processes for tests of maps and pages: a decision, stages side by side, gaps, and one that is a process."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert

from server.model import Place
from server.storage import counters, processes, tables
from server.storage.keys import fold

ORDERS: Mapping[str, Mapping[str, Any]] = {
    "receive": {"name": "Receive order", "role": "Sales", "trigger": "when an order comes"},
    "credit": {
        "name": "Credit ok?", "role": "Finance", "kind": "decision",
        "branches": [
            {"label": "under 100 EUR", "to": "pick", "otherwise": False},
            {"label": "", "to": "ask", "otherwise": True},
            {"label": "known cheat", "to": "", "otherwise": False},
        ],
    },
    "ask": {"name": "Ask for payment", "role": "Finance", "deadline": "within a day", "then": "credit"},
    "pick": {"name": "Pick", "role": "Warehouse"},
    "label": {"name": "Label", "role": "Warehouse", "beside": True, "optional": True},
    "return": {"name": "Returns", "role": "Warehouse", "kind": "process", "leads_to": "returns"},
    "gone": {"name": "Close the case", "role": "Sales", "kind": "process", "leads_to": "was-deleted"},
}  # fmt: skip


def make_process(
    connection: Connection, key: str, name: str, stages: Mapping[str, Mapping[str, Any]], **facts: Any
) -> None:
    """Put a process with those stages into the base."""
    common = {"id": key, "name": name, "folded": fold(name), "position": 1}
    connection.execute(insert(tables.processes).values(processes.EMPTY_PROCESS | common | facts))
    for at, (stage, given) in enumerate(stages.items()):
        row = processes.EMPTY_STAGE | {
            "id": stage,
            "process": key,
            "position": at,
            "folded": fold(given["name"]),
        }
        connection.execute(insert(tables.stages).values(row | dict(given)))
    counters.bump(connection)


def make_orders(connection: Connection) -> None:
    """Put the process of orders and the one of returns into the base, nothing recorded yet."""
    make_process(connection, "returns", "Returns", {"check": {"name": "Check the goods"}})
    make_process(
        connection, "orders", "Order to cash", ORDERS, purpose="Goods go out, money comes in.", position=2,
        begins="An order comes", ends="Money has come", inputs=["The order"], stakeholders=["Bank"],
    )  # fmt: skip


def put(connection: Connection, guide: str, process: str, stage: str | None) -> None:
    """Let the guide belong there."""
    processes.put_guide(connection, guide, Place(process, process, stage, stage))


def want(connection: Connection, key: str, stage: str, title: str) -> None:
    """Open a slot."""
    row = {"id": key, "stage": stage, "title": title, "note": "", "position": 1}
    connection.execute(insert(tables.slots).values(row))

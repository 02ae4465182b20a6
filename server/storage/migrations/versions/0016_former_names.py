"""What processes and stages were called before; filled from the log of what was changed in them."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the change."""
    names = op.create_table(
        "former_names",
        sa.Column("id", serial, nullable=False),
        sa.Column("process", sa.String(length=80), nullable=False),
        sa.Column("stage", sa.String(length=80), nullable=True),
        sa.Column("called", sa.String(length=2000), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_former_names"),
    )
    op.create_index("ix_former_names_called", "former_names", ["called"])
    op.create_index("ix_former_names_stage", "former_names", ["stage"])
    calls = sa.table(
        "process_calls",
        *(sa.column(name, sa.JSON) for name in ("edits", "ways_back")),
        sa.column("process", sa.String),
        sa.column("at", sa.DateTime(timezone=True)),
    )
    rows = [
        {"process": call.process, "stage": stage, "called": _fold(name), "until": call.at}
        for call in op.get_bind().execute(sa.select(calls).order_by(calls.c.at))
        for stage, name in _ended(call.edits, call.ways_back)
    ]
    processes = sa.table(
        "processes",
        *(sa.column(name, sa.String) for name in ("id", "name")),
        sa.column("deleted_at", sa.DateTime(timezone=True)),
    )
    rows += [
        {"process": row.id, "stage": None, "called": _fold(row.name), "until": row.deleted_at}
        for row in op.get_bind().execute(sa.select(processes).where(processes.c.deleted_at.is_not(None)))
    ]
    if rows:
        op.bulk_insert(names, rows)


def _ended(edits: list[dict[str, Any]], ways_back: list[dict[str, Any]]) -> Iterator[tuple[str | None, str]]:
    """Yield the names that ended with a call, each with its stage, None for the process."""
    restored = (each["content"] for each in ways_back if each["kind"] == "restore_stage")
    deleted = {stage["id"]: stage["name"] for stage in restored}
    for edit in edits:
        if edit["kind"] in {"set_process", "set_stage"} and edit["field"] == "name":
            yield edit.get("stage"), edit["before"]
        elif edit["kind"] == "delete_stage":
            yield edit["stage"], deleted.get(edit["stage"], "")


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())

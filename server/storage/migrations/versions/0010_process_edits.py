"""Processes that people draw: decisions, stages side by side, open slots, and what was changed in them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the change."""
    op.add_column("processes", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    _stages()
    _slots()
    _calls()


def _stages() -> None:
    op.add_column("stages", sa.Column("kind", sa.String(length=20), nullable=False, server_default="work"))
    op.add_column("stages", sa.Column("beside", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("stages", sa.Column("branches", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("stages", sa.Column("then", sa.String(length=80), nullable=True))
    op.add_column("stages", sa.Column("leads_to", sa.String(length=80), nullable=True))


def _slots() -> None:
    op.create_table(
        "slots",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("stage", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("asked", serial, nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filled_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_slots"),
        sa.ForeignKeyConstraint(["stage"], ["stages.id"], name="fk_slots_stage"),
        sa.ForeignKeyConstraint(["asked"], ["people.id"], name="fk_slots_asked"),
        sa.ForeignKeyConstraint(["filled_by"], ["guides.id"], name="fk_slots_filled_by"),
    )
    op.create_index("ix_slots_stage", "slots", ["stage"])
    op.create_index("ix_slots_filled_by", "slots", ["filled_by"])


def _calls() -> None:
    op.create_table(
        "process_calls",
        sa.Column("id", serial, nullable=False),
        sa.Column("process", sa.String(length=80), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("of", serial, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.Column("ways_back", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_process_calls"),
        sa.ForeignKeyConstraint(["process"], ["processes.id"], name="fk_process_calls_process"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_process_calls_person"),
        sa.ForeignKeyConstraint(["of"], ["process_calls.id"], name="fk_process_calls_of"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_process_calls_process_id", "process_calls", ["process", "id"])
    op.create_index(
        "uq_process_calls_process_person_name", "process_calls", ["process", "person", "name"], unique=True
    )

"""Who looks at a guide or a process and when: reviews, moves between states, and reminders."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0015"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the change."""
    for table in ("guides", "processes"):
        op.add_column(table, sa.Column("review_from", moment, nullable=True))
        op.add_column(table, sa.Column("review_days", sa.Integer(), nullable=True))
        op.add_column(table, sa.Column("verified_at", moment, nullable=True))
        _add_person(table, "verified_by")
    _add_person("processes", "reviewer")
    op.add_column("guides", sa.Column("risk", sa.Text(), nullable=False, server_default="normal"))
    op.add_column("guides", sa.Column("verified_version", sa.Integer(), nullable=True))
    op.add_column("guides", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    for column in ("owner", "reviewer", "state"):
        op.create_index(f"ix_guides_{column}", "guides", [column])
    _count_from_the_first_version()
    _make_tables()


def _add_person(table: str, column: str) -> None:
    """Add a column that names a person; SQLite takes a reference only within the statement."""
    kind = serial.compile(op.get_bind().dialect)
    name = f"fk_{table}_{column}"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} CONSTRAINT {name} REFERENCES people (id)")


def _count_from_the_first_version() -> None:
    """Let the days to the first review count from the first version, and lists know each guide's risk."""
    first = "(SELECT min(published_at) FROM versions WHERE versions.guide = guides.id)"
    op.execute(f"UPDATE guides SET review_from = {first} WHERE version > 0")  # noqa: S608 - our own words
    op.execute("UPDATE processes SET review_from = CURRENT_TIMESTAMP")
    bind = op.get_bind()
    unusual = sa.text(
        "SELECT guides.id, versions.document FROM guides JOIN versions"
        " ON versions.guide = guides.id AND versions.number = guides.version"
        ' WHERE versions.document NOT LIKE \'%"risk":"normal"%\''
    )
    for guide, document in bind.execute(unusual).all():
        risk = json.loads(document).get("risk", "normal")
        bind.execute(sa.text("UPDATE guides SET risk = :risk WHERE id = :id"), {"risk": risk, "id": guide})


def _make_tables() -> None:
    op.create_table(
        "program_changes",
        sa.Column("id", serial, nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("taken_back_at", moment, nullable=True),
        sa.Column("taken_back_by", serial, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_program_changes"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_program_changes_person"),
        sa.ForeignKeyConstraint(["taken_back_by"], ["people.id"], name="fk_program_changes_taken_back_by"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "moves",
        sa.Column("id", serial, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("was", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("change", serial, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_moves"),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_moves_guide"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_moves_person"),
        sa.ForeignKeyConstraint(["change"], ["program_changes.id"], name="fk_moves_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_moves_guide_id", "moves", ["guide", "id"])
    op.create_index("ix_moves_change", "moves", ["change"])
    op.create_index("ix_moves_kind", "moves", ["kind"])
    op.create_table(
        "reminders",
        sa.Column("person", serial, nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("rhythm", sa.String(length=10), nullable=False),
        sa.Column("feed", sa.Integer(), nullable=False),
        sa.Column("done_for", sa.Date(), nullable=True),
        sa.Column("claimed_until", moment, nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_reminders"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_reminders_person"),
    )

"""Drafts as they stand, and the calls that edits came by."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "drafts",
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("serial", serial, nullable=False),
        sa.Column("stamp", sa.String(length=32), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_drafts_guide"),
        sa.PrimaryKeyConstraint("guide", name="pk_drafts"),
    )
    op.create_table(
        "calls",
        sa.Column("id", serial, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("of", serial, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("by", serial, nullable=True),
        sa.Column("since", serial, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["calls.id"], name="fk_calls_by"),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_calls_guide"),
        sa.ForeignKeyConstraint(["of"], ["calls.id"], name="fk_calls_of"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_calls_person"),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_calls_guide_id", "calls", ["guide", "id"])
    op.create_index("ix_calls_guide_person_state", "calls", ["guide", "person", "state", "id"])
    op.create_index("uq_calls_guide_person_name", "calls", ["guide", "person", "name"], unique=True)
    with op.batch_alter_table("edits") as edits:
        edits.add_column(sa.Column("call", serial, nullable=True))
        edits.add_column(sa.Column("other", sa.String(length=64), nullable=True))
        edits.create_foreign_key("fk_edits_call", "calls", ["call"], ["id"])
        edits.create_index("ix_edits_call", ["call"])
        edits.create_index("ix_edits_guide_other", ["guide", "other", "serial"])
        edits.create_index("ix_edits_guide_step", ["guide", "step", "serial"])

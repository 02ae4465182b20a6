"""Who edits a guide at the moment, and which step."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "presence",
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("client", sa.String(length=64), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("step", sa.String(length=64), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guide", "client", name="pk_presence"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_presence_person"),
    )
    op.create_index("ix_presence_seen_at", "presence", ["seen_at"])

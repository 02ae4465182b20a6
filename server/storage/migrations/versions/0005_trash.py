"""Guides that were deleted and can still be put back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "trash",
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guide", name="pk_trash"),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_trash_guide"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_trash_person"),
    )
    op.create_index("ix_trash_at", "trash", ["at"])

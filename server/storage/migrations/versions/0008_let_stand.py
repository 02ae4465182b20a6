"""Remarks of the writing check that somebody let stand, by a key that holds no words."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "let_stand",
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("remark", sa.String(length=64), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guide", "remark", name="pk_let_stand"),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_let_stand_guide"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_let_stand_person"),
    )

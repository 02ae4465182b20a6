"""What guides are about, and which say nearly the same; filled in the background from what is published."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "traits",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=600), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", "guide", name="pk_traits"),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_traits_guide"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_traits_guide", "traits", ["guide"])
    op.create_table(
        "alike",
        sa.Column("one", sa.String(length=64), nullable=False),
        sa.Column("other", sa.String(length=64), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name="pk_alike"),
        sa.ForeignKeyConstraint(["one"], ["guides.id"], name="fk_alike_one"),
        sa.ForeignKeyConstraint(["other"], ["guides.id"], name="fk_alike_other"),
    )
    op.create_index("ix_alike_other", "alike", ["other"])

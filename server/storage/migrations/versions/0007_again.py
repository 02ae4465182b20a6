"""Pictures that were uploaded and wait for use, and takes that wait beside a guide's draft."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "uploads",
        sa.Column("picture", sa.String(length=80), nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("picture", "guide", name="pk_uploads"),
        sa.ForeignKeyConstraint(["picture"], ["pictures.file"], name="fk_uploads_picture"),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_uploads_guide"),
    )
    op.create_index("ix_uploads_guide", "uploads", ["guide"])
    op.create_index("ix_uploads_at", "uploads", ["at"])
    op.create_table(
        "takes",
        sa.Column("id", serial, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("extras", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("placed", sa.JSON(), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_takes"),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_takes_guide"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_takes_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_takes_guide", "takes", ["guide"])

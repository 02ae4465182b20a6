"""What readers and editors say of a guide or a step; and versions are listed by when they were published."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "feedback",
        sa.Column("id", serial, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=True),
        sa.Column("of", serial, nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("person", serial, nullable=True),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("settled_in", sa.Integer(), nullable=True),
        sa.Column("settled_at", instant, nullable=True),
        sa.Column("settled_by", serial, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_feedback_guide"),
        sa.ForeignKeyConstraint(["of"], ["feedback.id"], name="fk_feedback_of"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_feedback_person"),
        sa.ForeignKeyConstraint(["settled_by"], ["people.id"], name="fk_feedback_settled_by"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feedback_of", "feedback", ["of"])
    op.create_index("ix_feedback_guide_state", "feedback", ["guide", "state", "id"])
    op.create_index("ix_feedback_state_guide", "feedback", ["state", "guide"])
    op.create_index("ix_feedback_device_at", "feedback", ["device", "at"])
    op.create_index("ix_versions_published_at", "versions", ["published_at"])

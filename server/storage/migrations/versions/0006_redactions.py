"""Redactions under way, and what no later import may bring back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "redactions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.Column("pictures", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_redactions_person"),
        sa.PrimaryKeyConstraint("id", name="pk_redactions"),
    )
    op.create_index("ix_redactions_guide", "redactions", ["guide"])
    op.create_table(
        "redacted_files",
        sa.Column("old", sa.String(length=80), nullable=False),
        sa.Column("new", sa.String(length=80), nullable=True),
        sa.Column("boxes", sa.JSON(), nullable=False),
        sa.Column("redaction", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["redaction"], ["redactions.id"], name="fk_redacted_files_redaction"),
        sa.PrimaryKeyConstraint("old", name="pk_redacted_files"),
    )
    op.create_index("ix_redacted_files_new", "redacted_files", ["new"])
    op.create_index("ix_redacted_files_redaction", "redacted_files", ["redaction"])
    op.create_table(
        "redacted_words",
        sa.Column("id", serial, nullable=False),
        sa.Column("print", sa.String(length=64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("instead", sa.String(length=200), nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("redaction", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["redaction"], ["redactions.id"], name="fk_redacted_words_redaction"),
        sa.PrimaryKeyConstraint("id", name="pk_redacted_words"),
    )
    op.create_index("ix_redacted_words_guide", "redacted_words", ["guide"])
    op.create_index("ix_redacted_words_redaction", "redacted_words", ["redaction"])

"""Words that a redaction replaces in some texts only, and does not ban."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.add_column("redacted_words", sa.Column("texts", sa.JSON(), nullable=True))

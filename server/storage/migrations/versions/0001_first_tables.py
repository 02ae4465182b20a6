"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.create_table(
        "people",
        sa.Column("id", serial, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "pictures",
        sa.Column("file", sa.String(length=80), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("file", name="pk_pictures"),
    )
    op.create_table(
        "drawings",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("picture", sa.String(length=80), nullable=False),
        sa.Column("recipe", sa.JSON(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["picture"], ["pictures.file"], name="fk_drawings_picture"),
        sa.PrimaryKeyConstraint("key", name="pk_drawings"),
    )
    op.create_index("ix_drawings_drawn_at", "drawings", ["drawn_at"])
    op.create_index("ix_drawings_picture", "drawings", ["picture"])

    op.create_table(
        "guides",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Float(), nullable=True),
        sa.Column("thumb", sa.String(length=64), nullable=True),
        sa.Column("owner", serial, nullable=True),
        sa.Column("reviewer", serial, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", serial, nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["people.id"], name="fk_guides_owner"),
        sa.ForeignKeyConstraint(["published_by"], ["people.id"], name="fk_guides_published_by"),
        sa.ForeignKeyConstraint(["reviewer"], ["people.id"], name="fk_guides_reviewer"),
        sa.PrimaryKeyConstraint("id", name="pk_guides"),
    )
    op.create_index("ix_guides_published_at", "guides", ["published_at"])

    op.create_table(
        "processes",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("folded", sa.String(length=2000), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("begins", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("outputs", sa.JSON(), nullable=False),
        sa.Column("stakeholders", sa.JSON(), nullable=False),
        sa.Column("owner", serial, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["people.id"], name="fk_processes_owner"),
        sa.PrimaryKeyConstraint("id", name="pk_processes"),
        sa.UniqueConstraint("folded", name="uq_processes_folded"),
    )
    op.create_table(
        "edits",
        sa.Column("serial", serial, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("inverse", sa.JSON(), nullable=False),
        sa.Column("undoes", serial, nullable=True),
        sa.Column("person", serial, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_edits_guide"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_edits_person"),
        sa.ForeignKeyConstraint(["undoes"], ["edits.serial"], name="fk_edits_undoes"),
        sa.PrimaryKeyConstraint("serial", name="pk_edits"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_edits_guide_serial", "edits", ["guide", "serial"])

    op.create_table(
        "arrivals",
        sa.Column("id", serial, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("extras", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_arrivals_guide"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_arrivals_person"),
        sa.PrimaryKeyConstraint("id", name="pk_arrivals"),
    )
    op.create_index("ix_arrivals_guide", "arrivals", ["guide"])

    op.create_table(
        "picture_uses",
        sa.Column("picture", sa.String(length=80), nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_picture_uses_guide"),
        sa.ForeignKeyConstraint(["picture"], ["pictures.file"], name="fk_picture_uses_picture"),
        sa.PrimaryKeyConstraint("picture", "guide", name="pk_picture_uses"),
    )
    op.create_index("ix_picture_uses_guide", "picture_uses", ["guide"])

    op.create_table(
        "stages",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("process", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("folded", sa.String(length=2000), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("specification", sa.Text(), nullable=False),
        sa.Column("optional", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["process"], ["processes.id"], name="fk_stages_process"),
        sa.PrimaryKeyConstraint("id", name="pk_stages"),
    )
    op.create_index("uq_stages_process_folded", "stages", ["process", "folded"], unique=True)

    op.create_table(
        "versions",
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("through", serial, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", serial, nullable=False),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_versions_guide"),
        sa.ForeignKeyConstraint(["published_by"], ["people.id"], name="fk_versions_published_by"),
        sa.PrimaryKeyConstraint("guide", "number", name="pk_versions"),
    )
    op.create_table(
        "placements",
        sa.Column("id", serial, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("process", sa.String(length=80), nullable=False),
        sa.Column("stage", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], name="fk_placements_guide"),
        sa.ForeignKeyConstraint(["process"], ["processes.id"], name="fk_placements_process"),
        sa.ForeignKeyConstraint(["stage"], ["stages.id"], name="fk_placements_stage"),
        sa.PrimaryKeyConstraint("id", name="pk_placements"),
    )
    op.create_index("ix_placements_guide", "placements", ["guide"])
    op.create_index("ix_placements_process", "placements", ["process"])
    op.create_index("ix_placements_stage", "placements", ["stage"])

"""The audit trail, and features with geometry.

Revision 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from kuanggui.storage.schema.exact import Exact, Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FIXED_OF_TRAIL = ("number", "at", "who", "action", "subject", "why", "content", "previous", "hash")
FIXED_OF_FEATURES = (
    *("id", "plan_id", "feature", "version", "kind", "name", "number", "status", "level", "adcodes", "minerals"),
    *("stated_area_km2", "geometry_mark", "wkb", "west", "south", "east", "north", "area_m2", "implements"),
    *(
        "attributes",
        "source",
        "adjustment",
        "predecessors",
        "valid_from",
        "valid_to",
        "recorded_from",
        "entry",
        "digest",
    ),
)


def upgrade() -> None:
    """Change the schema to this revision."""
    op.create_table(
        "trail_entries",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_trail_entries")),
        sa.UniqueConstraint("hash", name=op.f("uq_trail_entries_hash")),
    )
    op.create_table(
        "feature_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("feature", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("adcodes", sa.Text(), nullable=False),
        sa.Column("minerals", sa.Text(), nullable=False),
        sa.Column("stated_area_km2", Exact(), nullable=True),
        sa.Column("geometry_mark", sa.Text(), nullable=False),
        sa.Column("wkb", sa.LargeBinary(), nullable=True),
        sa.Column("west", sa.Float(53), nullable=True),
        sa.Column("south", sa.Float(53), nullable=True),
        sa.Column("east", sa.Float(53), nullable=True),
        sa.Column("north", sa.Float(53), nullable=True),
        sa.Column("area_m2", sa.Float(53), nullable=True),
        sa.Column("implements", sa.Text(), nullable=True),
        sa.Column("attributes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("source", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("adjustment", sa.Text(), nullable=True),
        sa.Column("predecessors", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("recorded_from", Moment(), nullable=False),
        sa.Column("recorded_to", Moment(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_feature_versions_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feature_versions")),
    )
    op.create_index("ix_feature_versions_feature", "feature_versions", ["plan_id", "feature"])
    op.create_index("ix_feature_versions_kind", "feature_versions", ["plan_id", "kind"])
    op.create_index(op.f("ix_feature_versions_entry"), "feature_versions", ["entry"])
    op.create_index(op.f("ix_feature_versions_closed_by"), "feature_versions", ["closed_by"])
    for statement in _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgres():
        op.execute(sa.text(statement.replace(":", r"\:")))


def _sqlite() -> tuple[str, ...]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    return (
        "CREATE VIRTUAL TABLE feature_index USING rtree(id, west, east, south, north)",
        "CREATE TRIGGER index_feature_versions AFTER INSERT ON feature_versions WHEN NEW.west IS NOT NULL BEGIN "
        "INSERT INTO feature_index VALUES (NEW.id, NEW.west, NEW.east, NEW.south, NEW.north); END",
        f"CREATE TRIGGER keep_trail_entries_rows BEFORE DELETE ON trail_entries {refuse}",
        f"CREATE TRIGGER keep_trail_entries_values BEFORE UPDATE OF {_list(FIXED_OF_TRAIL)} ON trail_entries {refuse}",
        f"CREATE TRIGGER keep_feature_versions_rows BEFORE DELETE ON feature_versions {refuse}",
        f"CREATE TRIGGER keep_feature_versions_values BEFORE UPDATE OF {_list(FIXED_OF_FEATURES)} "
        f"ON feature_versions {refuse}",
    )


def _postgres() -> tuple[str, ...]:
    run = "FOR EACH STATEMENT EXECUTE FUNCTION kuanggui_keep_history()"
    return (
        "ALTER TABLE feature_versions ADD COLUMN geometry geometry(Geometry, 4490) "
        "GENERATED ALWAYS AS (ST_GeomFromWKB(wkb, 4490)) STORED",
        "CREATE INDEX ix_feature_versions_geometry ON feature_versions USING gist (geometry)",
        "CREATE OR REPLACE FUNCTION kuanggui_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$\n"
        "BEGIN RAISE EXCEPTION 'history is append-only'; END $$",
        f"CREATE TRIGGER keep_trail_entries_rows BEFORE DELETE OR TRUNCATE ON trail_entries {run}",
        f"CREATE TRIGGER keep_trail_entries_values BEFORE UPDATE OF {_list(FIXED_OF_TRAIL)} ON trail_entries {run}",
        f"CREATE TRIGGER keep_feature_versions_rows BEFORE DELETE OR TRUNCATE ON feature_versions {run}",
        f"CREATE TRIGGER keep_feature_versions_values BEFORE UPDATE OF {_list(FIXED_OF_FEATURES)} "
        f"ON feature_versions {run}",
    )


def _list(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)

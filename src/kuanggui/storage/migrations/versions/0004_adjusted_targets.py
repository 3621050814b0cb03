"""Figures of plans that adjustments have changed.

Revision 0004, after 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from kuanggui.storage.schema.exact import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLE = "target_versions"


def upgrade() -> None:
    """Change the schema to this revision."""
    columns = (
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("old", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("adjustment", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
    )
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("recorded_from", Moment(), nullable=False),
        sa.Column("recorded_to", Moment(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f(f"fk_{TABLE}_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for column in ("plan_id", "entry", "closed_by"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])
    _keep(", ".join(f'"{name}"' for name in ("id", *(c.name for c in columns), "recorded_from", "entry", "digest")))


def _keep(fixed: str) -> None:
    """Triggers that refuse to delete a row or to change it, but for the columns that close it."""
    if op.get_bind().dialect.name == "sqlite":
        refuse = "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
        op.execute(f"CREATE TRIGGER keep_{TABLE}_rows BEFORE DELETE ON {TABLE} {refuse}")
        op.execute(f"CREATE TRIGGER keep_{TABLE}_values BEFORE UPDATE OF {fixed} ON {TABLE} {refuse}")
        return
    run = "FOR EACH STATEMENT EXECUTE FUNCTION kuanggui_keep_history()"
    op.execute(f"CREATE TRIGGER keep_{TABLE}_rows BEFORE DELETE OR TRUNCATE ON {TABLE} {run}")
    op.execute(f"CREATE TRIGGER keep_{TABLE}_values BEFORE UPDATE OF {fixed} ON {TABLE} {run}")

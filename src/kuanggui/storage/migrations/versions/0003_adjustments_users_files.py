"""Adjustments, users, tokens and files.

Revision 0003, after 0002.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from kuanggui.storage.schema.exact import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema to this revision."""
    _history(
        "adjustment_versions",
        sa.Column("adjustment", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("remarks", sa.JSON(none_as_null=True), nullable=False),
        constraint=sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_adjustment_versions_plan_id")),
        indexed="adjustment",
    )
    _history(
        "user_versions",
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("adcode", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        indexed="user",
    )
    _history(
        "token_versions",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        indexed="token",
    )
    _history(
        "files",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        constraint=sa.UniqueConstraint("sha256", name=op.f("uq_files_sha256")),
    )


def _history(table: str, *columns: sa.Column[Any], constraint: Any = None, indexed: str | None = None) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("recorded_from", Moment(), nullable=False),
        sa.Column("recorded_to", Moment(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        *([constraint] if constraint is not None else []),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in filter(None, (indexed, "entry", "closed_by")):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    fixed = ", ".join(f'"{name}"' for name in ("id", *(c.name for c in columns), "recorded_from", "entry", "digest"))
    if op.get_bind().dialect.name == "sqlite":
        refuse = "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
        op.execute(f"CREATE TRIGGER keep_{table}_rows BEFORE DELETE ON {table} {refuse}")
        op.execute(f"CREATE TRIGGER keep_{table}_values BEFORE UPDATE OF {fixed} ON {table} {refuse}")
        return
    run = "FOR EACH STATEMENT EXECUTE FUNCTION kuanggui_keep_history()"
    op.execute(f"CREATE TRIGGER keep_{table}_rows BEFORE DELETE OR TRUNCATE ON {table} {run}")
    op.execute(f"CREATE TRIGGER keep_{table}_values BEFORE UPDATE OF {fixed} ON {table} {run}")

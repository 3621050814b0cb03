"""Publications of plans and opinions of the public.

Revision 0005, after 0004.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from kuanggui.storage.schema.exact import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema to this revision."""
    _history(
        "publication_versions",
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        indexed="plan",
    )
    _history(
        "feedback_versions",
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        indexed="feedback",
    )
    op.create_table(
        "feedback_contacts",
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feedback", name=op.f("pk_feedback_contacts")),
    )


def _history(table: str, *columns: sa.Column[Any], indexed: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("recorded_from", Moment(), nullable=False),
        sa.Column("recorded_to", Moment()),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("closed_by", sa.Integer()),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f(f"fk_{table}_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in (indexed, "entry", "closed_by"):
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

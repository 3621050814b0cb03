"""Features by mineral and division inside the index, on SQLite.

Revision 0006, after 0005.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema to this revision."""
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index("ix_feature_versions_kind", "feature_versions")
        op.create_index(
            "ix_feature_versions_attributes", "feature_versions", ["plan_id", "kind", "minerals", "adcodes"]
        )

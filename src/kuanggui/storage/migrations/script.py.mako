"""${message}.

Revision ${up_revision}, after ${down_revision or "an empty database"}.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from kuanggui.storage.schema.exact import Exact, Moment

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema to this revision."""
    ${upgrades if upgrades else "pass"}

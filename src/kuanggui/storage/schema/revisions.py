"""The schema's revisions, oldest first; a test compares them with the migrations, so that opening a database needs no Alembic."""

from __future__ import annotations

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
HEAD = REVISIONS[-1]

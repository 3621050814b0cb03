"""What only one engine knows and stands in the schema all the same: indexes, and triggers that keep history as it is.

Each statement runs after its table on its engine; the migrations spell out what they add.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import DDL, Table, event
from sqlalchemy.schema import ExecutableDDLElement

from kuanggui.storage.schema.history import HISTORY, features, trail

RTREE = "feature_index"
REFUSED = "history is append-only"
KEEPS = f"""
CREATE OR REPLACE FUNCTION kuanggui_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSED}'; END $$
""".strip()


def sqlite_parts(table: Table, changing: frozenset[str]) -> Iterator[str]:
    """Triggers that refuse to delete a row or to change it, but for the columns that close it."""
    fixed = ", ".join(f'"{column.name}"' for column in table.columns if column.name not in changing)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    yield f"CREATE TRIGGER keep_{table.name}_rows BEFORE DELETE ON {table.name} {refuse}"
    yield f"CREATE TRIGGER keep_{table.name}_values BEFORE UPDATE OF {fixed} ON {table.name} {refuse}"


def postgres_parts(table: Table, changing: frozenset[str]) -> Iterator[str]:
    """The same on PostgreSQL."""
    fixed = ", ".join(f'"{column.name}"' for column in table.columns if column.name not in changing)
    run = "FOR EACH STATEMENT EXECUTE FUNCTION kuanggui_keep_history()"
    yield KEEPS
    yield f"CREATE TRIGGER keep_{table.name}_rows BEFORE DELETE OR TRUNCATE ON {table.name} {run}"
    yield f"CREATE TRIGGER keep_{table.name}_values BEFORE UPDATE OF {fixed} ON {table.name} {run}"


# SQLite looks for minerals and divisions inside the index before it reads a row; PostgreSQL cannot, and limits how long indexed words are.
SQLITE_INDEX = (
    f"CREATE INDEX ix_{features.name}_attributes ON {features.name} (plan_id, kind, minerals, adcodes)",
    f"CREATE VIRTUAL TABLE {RTREE} USING rtree(id, west, east, south, north)",
    "CREATE TRIGGER index_feature_versions AFTER INSERT ON feature_versions WHEN NEW.west IS NOT NULL BEGIN "
    "INSERT INTO feature_index VALUES (NEW.id, NEW.west, NEW.east, NEW.south, NEW.north); END",
)
POSTGRES_INDEX = (
    f"CREATE INDEX ix_{features.name}_kind ON {features.name} (plan_id, kind)",
    f"ALTER TABLE {features.name} ADD COLUMN geometry geometry(Geometry, 4490) "
    "GENERATED ALWAYS AS (ST_GeomFromWKB(wkb, 4490)) STORED",
    f"CREATE INDEX ix_{features.name}_geometry ON {features.name} USING gist (geometry)",
)
CLOSING = frozenset({"recorded_to", "closed_by"})


def _attach(table: Table, dialect: str, statements: Iterator[str] | tuple[str, ...]) -> None:
    for statement in statements:
        event.listen(table, "after_create", _ddl(statement, dialect))


def _ddl(statement: str, dialect: str) -> ExecutableDDLElement:
    ddl: ExecutableDDLElement = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
    return ddl.execute_if(dialect=dialect)


_attach(features, "sqlite", SQLITE_INDEX)
_attach(features, "postgresql", POSTGRES_INDEX)
for _table, _changing in ((trail, frozenset[str]()), *((table, CLOSING) for table in HISTORY.values())):
    _attach(_table, "sqlite", sqlite_parts(_table, _changing))
    _attach(_table, "postgresql", postgres_parts(_table, _changing))

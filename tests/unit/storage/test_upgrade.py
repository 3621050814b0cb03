"""A database of the first schema comes up to the current one with all it held, and that is put on record."""

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from kuanggui.storage.engines.choose import database_at
from kuanggui.storage.open import Purpose, open_store
from kuanggui.storage.schema.revisions import HEAD

ROWS = (
    "INSERT INTO documents (sha256, name, size, media_type, reader, notes, title, imported_at)"
    " VALUES ('aa', 'plan.txt', 1, 'text/plain', 'old', '[]', '题', '2024-01-02 03:04:05.000000')",
    "INSERT INTO plans (id, recorded_at) VALUES ('p', '2024-01-02 03:04:05.000000')",
    "INSERT INTO plan_versions (plan_id, number, document_id, recorded_from) VALUES ('p', 1, 1, '2024-01-02 03:04:05.000000')",
    "INSERT INTO gaps (version_id, recorded_from, seq, item, field, reason, words)"
    " VALUES (1, '2024-01-02 03:04:05.000000', 0, '', 'issuer', 'not_stated', '')",
)


def make_first_schema(location: str) -> None:
    database = database_at(location)
    database.prepare()
    engine = database.engine(read_only=False)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config = Config()
        config.set_main_option("script_location", "kuanggui.storage:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        database.mark(connection)
        for row in ROWS:
            connection.execute(text(row))
    engine.dispose()


def test_plans_of_the_first_schema_are_there_after_the_upgrade_and_on_record(location: str) -> None:
    make_first_schema(location)
    with open_store(location, Purpose.WRITE) as store, store.reading() as work:
        assert [gap.field for gap in work.load_plan("p").gaps] == ["issuer"]
        (entry,) = work.trail()
        assert (entry.action, sorted(part.table for part in entry.content)) == (
            "upgrade",
            ["documents", "gaps", "plan_versions", "plans"],
        )
        assert work.verify().breaks == ()
        assert work.connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD

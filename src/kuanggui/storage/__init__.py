"""The plan database: engines, schema, migrations, and a store that keeps readings and plans."""

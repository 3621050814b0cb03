"""Features in the database: rows, what follows from their geometry, searching, and versions in two times."""

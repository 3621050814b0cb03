"""Plans of the database over HTTP."""

"""The rows of a whole database as plain text cells, and back into an empty one on any engine."""

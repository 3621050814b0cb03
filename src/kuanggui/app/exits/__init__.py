"""The way out and back: a whole database as a folder of open formats."""

"""Adjusting a plan: drafting, checking, approving, putting in force, reporting and undoing."""

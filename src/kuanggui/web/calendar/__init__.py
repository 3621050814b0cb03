"""The calendar of deadlines over HTTP."""

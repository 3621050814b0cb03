"""Screening of a range over HTTP."""

"""Adjustments over HTTP."""

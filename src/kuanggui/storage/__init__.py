"""Versioned plan store."""

"""Facts: every quantity with what it is about, and the statements that tie facts together."""

from kuanggui.ingest.facts.read import Gathered, gather

__all__ = ["Gathered", "gather"]

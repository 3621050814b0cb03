"""From a reading to a plan: boxes by declarative mapping, running text by its facts."""

from kuanggui.ingest.plan.read import read_plan

__all__ = ["read_plan"]

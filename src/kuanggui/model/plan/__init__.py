"""The plan model: what a mineral-resource plan states, each value with the place it was read from."""

from kuanggui.model.plan.plan import Plan

__all__ = ["Plan"]

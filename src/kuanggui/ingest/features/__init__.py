"""Blocks, zones and rights out of data files with geometry."""

from kuanggui.ingest.features.read import Doubt, Reading, read_features

__all__ = ["Doubt", "Reading", "read_features"]

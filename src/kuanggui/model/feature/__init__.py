"""Blocks, zones, rights, deposits and mines as they lie in the database: with geometry, times and versions."""

from kuanggui.model.feature.feature import Feature, FeatureKind, FeatureStatus, GeometryMark, Shape, SourceRow
from kuanggui.model.feature.query import FeatureQuery, Window
from kuanggui.model.feature.version import Change, ChangeKind, FeatureVersion

__all__ = [
    "Change",
    "ChangeKind",
    "Feature",
    "FeatureKind",
    "FeatureQuery",
    "FeatureStatus",
    "FeatureVersion",
    "GeometryMark",
    "Shape",
    "SourceRow",
    "Window",
]

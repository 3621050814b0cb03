"""Standards of plan databases as data: which layers and fields an edition has, how files are named, how sure each entry is."""

from kuanggui.regulation.standards.edition import Edition, Relation, RelationKind, Tolerance
from kuanggui.regulation.standards.entries import FieldEntry, FieldType, LayerEntry, Mark
from kuanggui.regulation.standards.naming import NameParts, NamePattern, Part, PartKind
from kuanggui.regulation.standards.near_miss import nearest
from kuanggui.regulation.standards.reading import edition_names, read_edition

__all__ = [
    "Edition",
    "FieldEntry",
    "FieldType",
    "LayerEntry",
    "Mark",
    "NameParts",
    "NamePattern",
    "Part",
    "PartKind",
    "Relation",
    "RelationKind",
    "Tolerance",
    "edition_names",
    "nearest",
    "read_edition",
]

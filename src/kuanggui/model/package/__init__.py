"""A package of a plan database as it was found: its files, its layers, and their features one after the other."""

from kuanggui.model.package.content import LayerContent, PackageContent
from kuanggui.model.package.layer import Damage, Feature, FieldSeen, LayerData, Value
from kuanggui.model.package.package import Package, PackageFile

__all__ = [
    "Damage",
    "Feature",
    "FieldSeen",
    "LayerContent",
    "LayerData",
    "Package",
    "PackageContent",
    "PackageFile",
    "Value",
]

"""Writing a standard package: folders and names by the edition, layers as Shapefile or GeoPackage, annex tables, metadata."""

from kuanggui.reports.package.filling import fill
from kuanggui.reports.package.package import PackageForm, write_package

__all__ = ["PackageForm", "fill", "write_package"]

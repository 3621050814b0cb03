"""Reports of a package check: terminal, web page, workbook."""

from kuanggui.reports.package_check.view import LayerLine, PackageView, look_at_package

__all__ = ["LayerLine", "PackageView", "look_at_package"]

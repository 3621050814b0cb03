"""Layers on another datum than CGCS2000."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.errors import InputError
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.spatial.crs import accept_crs


@rule(
    code="DBQ302",
    title="坐标系不是 CGCS2000",
    title_en="A layer is not on CGCS2000",
    severity=Severity.ERROR,
    family=Family.REFERENCE,
    needs=("layers",),
    message="{subject}：{why}。",
    message_en="{subject} is not on CGCS2000: {why}.",
    remedy="用当地转换参数转为 CGCS2000（EPSG:4490 或 3 度带投影）。",
    remedy_en="Transform it to CGCS2000 with the local parameters.",
)
def not_cgcs2000(case: PackageCase) -> Iterator[Said]:
    """The datum of every layer is CGCS2000; WGS 84, which differs by centimetres, is a warning."""
    for theme in case.known:
        if theme.data.geometry == "none" or not theme.data.crs:
            continue
        try:
            note = accept_crs(theme.data.crs).note
        except InputError as error:
            yield Hit(theme.title, places=[theme.place()], values={"why": str(error).rstrip("。")})
            continue
        if note:
            yield Hit(theme.title, places=[theme.place()], values={"why": note}, severity=Severity.WARNING)
        else:
            yield Checked()

"""Size classes of deposits and mines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.model.screening.terms import Method, Size
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import is_kind_of

TONS = {"吨": Decimal(1), "万吨": Decimal(10_000), "亿吨": Decimal(100_000_000)}
METHODS = {Method.COMBINED: Method.OPENCAST, Method.DREDGING: Method.OPENCAST}


def deposit_size(case: ScreeningCase, law: Law) -> Size | None:
    """The size class of the deposit: as stated, or of its reserves in the classes of the day; None where neither can be told."""
    reserves = case.application.reserves
    if reserves.deposit_size is not None:
        return reserves.deposit_size
    row = row_for(case, law["cn.scale.deposit_size"].value)
    if row is None or reserves.value is None or reserves.counted != row["counted"]:
        return None
    return _classify(reserves.value, reserves.unit, row)


def why_no_size(case: ScreeningCase) -> tuple[str, str]:
    """Why the size class of the deposit cannot be told, and what to supply, in Chinese and English."""
    if case.application.reserves.value is None:
        return "不能确定矿产地规模；请补充 reserves 或 reserves.deposit_size", "size not known"
    reason = "按所给储量不能确定矿产地规模（该矿种现行的规模指标未收录，或计量对象、单位不同）"
    return (
        f"{reason}；请核对 reserves.unit、reserves.counted，或补充 reserves.deposit_size",
        "no size for these reserves",
    )


def mine_size(case: ScreeningCase, law: Law, table: str = "cn.scale.mine_size") -> Size | None:
    """The size class of the mine as designed; None where the scale or the class is not known."""
    design = case.application.design
    row = row_for(case, law[table].value)
    return None if row is None or design.scale is None else _classify(design.scale, design.unit, row)


def row_for(case: ScreeningCase, rows: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The row of a table for the main mineral and the method: that of the mineral itself before that of a broader one."""
    own, method = case.application.mineral, case.application.design.method
    method = METHODS.get(method, method) if method else None
    fits = [row for row in rows if is_kind_of(own, row["mineral"]) and ("method" not in row or row["method"] == method)]
    return min(fits, key=lambda row: row["mineral"] != own, default=None)


def _classify(value: Decimal, unit: str | None, row: Mapping[str, Any]) -> Size | None:
    given, wanted = (None if name is None else TONS.get(name.split("/")[0]) for name in (unit, row["unit"]))
    if unit != row["unit"]:
        if given is None or wanted is None:
            return None
        value = value * given / wanted
    if value >= row["large"]:
        return Size.LARGE
    return Size.MEDIUM if value >= row["medium"] else Size.SMALL

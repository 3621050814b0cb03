"""No rule breaks on a table whose header is empty."""

from pathlib import Path

from kuanggui.checks.audit.assess import assess
from kuanggui.checks.audit.case import AuditCase
from kuanggui.ingest.phases import read

ROWS = (("专栏1 资源",), ("", "", ""), ("铁矿", "5", "6"), ("铜矿", "7", "8"), ("合计", "13", "14"))


def test_every_rule_copes_with_columns_without_a_header(tmp_path: Path) -> None:
    table = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in ROWS)
    path = tmp_path / "plan.txt"
    path.write_text(f"示例市矿产资源总体规划（2021-2025年）\n第一章 现状\n{table}\n", encoding="utf-8")
    reading = read(path)
    assert any(not column.header for box in reading.boxes for column in box.columns)
    broken = [outcome.rule.code for outcome in assess(AuditCase(reading)).outcomes if outcome.failed]
    assert broken == []

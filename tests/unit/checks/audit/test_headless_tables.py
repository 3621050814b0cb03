"""No rule breaks on a table whose header is empty or stands in its first rows."""

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


def test_every_rule_copes_with_header_words_in_the_first_row_below_a_header_with_gaps(tmp_path: Path) -> None:
    rows = (
        ("矿种", "矿山数（座）", "", "", "占比（%）"),
        ("", "小计", "大型", "小型", ""),
        ("煤矿", "12", "4", "8", "60.0"),
        ("铁矿", "8", "2", "6", "40.0"),
        ("合计", "20", "6", "14", "100.0"),
    )
    table = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)
    path = tmp_path / "plan.txt"
    path.write_text(f"示例市矿产资源总体规划（2021-2025年）\n第一章 现状\n表1 矿山规模\n{table}\n", encoding="utf-8")
    broken = [outcome.rule.code for outcome in assess(AuditCase(read(path))).outcomes if outcome.failed]
    assert broken == []

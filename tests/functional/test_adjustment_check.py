"""A check looks at the plan as it would be: the ground of its blocks, its layers, and what its figures contradict."""

import json
from pathlib import Path
from typing import Any

import pytest

from kuanggui.app.layers import add_layer
from kuanggui.app.stock import Stock
from kuanggui.spatial.layer.snapshot import LayerLabel
from kuanggui.spatial.layer.sources import SourceOptions
from year_of_life import EXAMPLE, Drafts, done, draft, kuanggui

CITY = Path(__file__).resolve().parents[2] / "examples" / "city" / "layers"
ON_QUARRY = "POLYGON((112.86 38.08, 112.87 38.08, 112.87 38.09, 112.86 38.09, 112.86 38.08))"
DAY = "2026-09-01"


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two constraint layers."""
    folder = tmp_path_factory.mktemp("layers")
    for name in ("mining_right", "ecological_redline"):
        label = LayerLabel(name, name, "2025-12-31", "示例市自然资源局")
        stock = Stock("", folder)
        given = SourceOptions()
        add_layer(CITY / f"{name}.geojson", stock, label, repair=False, given=given, progress=lambda done, total: None)
    return folder


def check(path: Path, *arguments: object) -> dict[str, Any]:
    key = draft(path)
    done("adjust", "submit", key)
    found: dict[str, Any] = json.loads(
        kuanggui("adjust", "check", key, "--as-of", DAY, "--format", "json", *arguments).stdout
    )
    return found


def remarks(adjustment: dict[str, Any], rule: str) -> list[tuple[str, bool, str]]:
    return [
        (each["severity"], each["blocking"], each["message"]) for each in adjustment["remarks"] if each["rule"] == rule
    ]


def test_a_block_over_a_right_is_sent_back_and_missing_layers_are_never_passed(
    plan: str, write: Drafts, layers: Path
) -> None:
    block = EXAMPLE.new_block("CK90", 0.0, wkt=ON_QUARRY, stated_area_km2=1.2)
    checked = check(write("annual_batch", block), "--layer-folder", layers)
    assert checked["state"] == "returned"
    (right,) = remarks(checked, "SCR301")
    assert right[:2] == ("error", True)
    assert "与采矿权（石门一号灰岩矿）垂直投影重叠 330291.09m²" in right[2]
    (area,) = remarks(checked, "DBQ801")
    assert area[:2] == ("error", True)
    assert "为 1.2km²，按图形计算为 0.9738km²" in area[2]
    (missing,) = remarks(checked, "SCREEN")
    assert missing[:2] == ("not_evaluated", False)
    assert "缺少图层，未能审查：永久基本农田" in missing[2]
    assert "生态保护红线" not in missing[2]
    steps = json.loads(done("adjust", "history", checked["id"], "--format", "json"))
    assert steps[-1]["remarks"] == checked["remarks"]
    assert "阻断 SCR301" in done("adjust", "show", checked["id"])


def test_an_illustrative_shape_decides_nothing(plan: str, write: Drafts, layers: Path) -> None:
    block = EXAMPLE.new_block("CK90", 0.0, wkt=ON_QUARRY, stated_area_km2=1.2, geometry="illustrative")
    checked = check(write("annual_batch", block), "--layer-folder", layers)
    assert checked["state"] == "checked"
    for rule in ("SCR301", "DBQ801"):
        ((severity, blocking, words),) = remarks(checked, rule)
        assert (severity, blocking) == ("error", False)
        assert words.endswith("（示意图形，仅供参考）")


def test_only_what_changes_is_looked_at(plan: str, write: Drafts, layers: Path) -> None:
    block = EXAMPLE.new_block("CK90", 0.0, wkt=ON_QUARRY, stated_area_km2=1.2, geometry="illustrative")
    first = check(write("annual_batch", block), "--layer-folder", layers)
    done("adjust", "approve", first["id"])
    done("adjust", "enforce", first["id"], "--effective", "2026-09-01")
    renamed = check(write("annual_batch", {"change": "CK90", "set": {"name": "改名"}}), "--layer-folder", layers)
    assert [each["rule"] for each in renamed["remarks"] if each["rule"][:3] in {"SCR", "DBQ"}] == []
    other = check(write("annual_batch", EXAMPLE.new_block("CK91", 0.3)), "--layer-folder", layers)
    assert "SCR301" not in {each["rule"] for each in other["remarks"]}
    assert "DBQ801" not in {each["rule"] for each in other["remarks"]}


def test_a_figure_that_contradicts_the_text_is_told_with_its_line(plan: str, write: Drafts) -> None:
    checked = check(write("special_project", {"target": "indicator/box-5/5", "set": {"value": 650}}))
    found = remarks(checked, "AUD402")
    assert {each[:2] for each in found} == {("error", False)}
    assert any("第 403 行" in words and "控制在700万吨以内，专栏5为≤650万吨/年" in words for _, _, words in found)
    whole = [
        {"target": item, "set": {"value": value}}
        for item, value in (
            ("indicator/box-5/5", 650),
            ("cap/2.2¶2/f120", "控制在650万吨以内"),
            ("cap/4.1¶1/f176", "控制在0.065亿吨以内"),
        )
    ]
    assert remarks(check(write("special_project", *whole)), "AUD402") == []


def test_the_area_of_a_zone_is_held_against_the_sum_that_the_text_gives(plan: str, write: Drafts) -> None:
    checked = check(write("market_change", {"change": "zone/box-7/1", "set": {"stated_area_km2": 200}}))
    told = [each["message"] for each in checked["remarks"] if each["rule"].startswith("AUD")]
    assert any("426" in words and "439.6" in words for words in told), checked["remarks"]
    told_rules = {each["rule"] for each in checked["remarks"]}
    assert "DBQ601" not in told_rules  # zones of a text never had a geometry
    assert "ADJ002" not in told_rules  # another ground, whatever the list of strategic minerals lacks


def test_the_trail_tells_who_did_what_and_why(plan: str, write: Drafts) -> None:
    key = check(write("annual_batch", EXAMPLE.new_block("CK01", 0.0)))["id"]
    done("adjust", "return", key, "--comment", "范围与基本农田相邻，请核")
    entries = json.loads(done("db", "trail", "--subject", key, "--format", "json"))
    assert [(each["action"], each["why"]) for each in entries] == [
        ("adjust.submitted", ""),
        ("adjust.check", ""),
        ("adjust.returned", "范围与基本农田相邻，请核"),
    ]
    assert "范围与基本农田相邻" in done("adjust", "history", key)
    assert "adjust.returned" in done("db", "trail", "--since", entries[1]["number"])


def test_files_go_to_a_draft_and_come_out_as_they_were(plan: str, write: Drafts, tmp_path: Path) -> None:
    key = draft(write("major_find", EXAMPLE.new_block("CK01", 0.0), attachments=[]))
    (tmp_path / "论证.docx").write_bytes(b"argument")
    attached = json.loads(
        done("adjust", "attach", key, tmp_path / "论证.docx", "--role", "argument", "--format", "json")
    )
    (file,) = attached["attachments"]
    done("adjust", "attachment", key, file["sha256"][:8], "--out", tmp_path / "back.docx")
    assert (tmp_path / "back.docx").read_bytes() == b"argument"
    assert json.loads(done("adjust", "detach", key, file["sha256"], "--format", "json"))["attachments"] == []
    drawn = json.loads(done("adjust", "show", key, "--format", "geojson"))["features"]
    assert [(each["id"], each["properties"]["side"]) for each in drawn] == [("CK01", "after")]

"""The clean example package gives no finding, and every planted fault is found by its rule."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import numpy as np
import openpyxl
import pytest
import shapely
from typer.testing import CliRunner

from kuanggui.app.packages.opening import PackageSources, open_case
from kuanggui.checks.database.assess import assess_package, database_rules
from kuanggui.checks.database.case import Documents, PackageCase
from kuanggui.cli.main import app
from kuanggui.findings.family import Family
from kuanggui.ingest.package import read_package
from kuanggui.ingest.phases import read
from kuanggui.ingest.plan import read_plan
from kuanggui.model.package import Feature
from kuanggui.regulation.standards import Edition, LayerEntry, read_edition
from kuanggui.reports.package.shapefile_layer import write_shapefile

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EDITION = str(EXAMPLES / "province_edition.yaml")
SOURCES = PackageSources(EDITION, date(2024, 1, 1))
RULES = {rule.code: rule for rule in database_rules()}
SLOW = "DBQ909"  # audits the whole text; run where the text is concerned


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("clean")
    script = EXAMPLES / "package.py"
    run = subprocess.run([sys.executable, script, target], capture_output=True, text=True, encoding="utf-8", check=True)
    return Path(run.stdout.strip())


@pytest.fixture(scope="module")
def documents(clean: Path) -> Documents:
    with open_case(clean, SOURCES, lambda phase: None) as case:
        return case.documents


@dataclass(frozen=True)
class Copy:
    """A copy of the clean package to spoil."""

    root: Path
    edition: Edition

    def shape(self, layer: str, suffix: str = ".shp") -> Path:
        return self.root / "ArcGIS" / "Shape" / f"C1_990100_D_2020_{layer}{suffix}"

    def rename(self, layer: str, name: str) -> None:
        for path in sorted(self.shape(layer).parent.glob(f"*_{layer}.*")):
            path.rename(path.with_name(name + path.suffix))

    def change(self, layer: str, edit: Callable[[list[Feature]], list[Feature]], crs: str = "EPSG:4490") -> None:
        entry = self.edition.layer(layer)
        assert entry is not None
        (data,) = (one for one in read_package(self.root, self.edition).layers if one.entry == layer)
        self.put(entry, edit(list(data.read())), crs)

    def put(self, entry: LayerEntry, features: list[Feature], crs: str = "EPSG:4490") -> None:
        write_shapefile(self.shape(entry.key), entry, features, crs)


def values(number: str, **changed: Any) -> Callable[[list[Feature]], list[Feature]]:
    """The features with some values of one of them changed."""

    def edit(features: list[Feature]) -> list[Feature]:
        return [
            replace(f, values={**f.values, **changed}) if number in {f.values.get("QKBH"), f.values.get("FQBH")} else f
            for f in features
        ]

    return edit


def drawn(number: str, change: Callable[[Any], Any]) -> Callable[[list[Feature]], list[Feature]]:
    """The features with the geometry of one of them changed."""

    def edit(features: list[Feature]) -> list[Feature]:
        return [
            replace(f, wkb=None if (new := change(shapely.from_wkb(f.wkb))) is None else shapely.to_wkb(new))
            if f.values.get("QKBH") == number
            else f
            for f in features
        ]

    return edit


def shifted(east: float, north: float) -> Callable[[Any], Any]:
    return lambda shape: shapely.transform(shape, lambda xy: np.add(xy, [east, north]))


def knotted(shape: Any) -> Any:
    west, south, east, north = shape.bounds
    return shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])


def repeated(shape: Any) -> Any:
    points = list(shape.exterior.coords)
    return shapely.Polygon([points[0], points[0], *points[1:]])


def without(layer: str) -> Callable[[Copy], None]:
    def spoil(copy: Copy) -> None:
        for path in copy.shape(layer).parent.glob(f"*_{layer}.*"):
            path.unlink()

    return spoil


def changed(
    layer: str, edit: Callable[[list[Feature]], list[Feature]], crs: str = "EPSG:4490"
) -> Callable[[Copy], None]:
    return lambda copy: copy.change(layer, edit, crs)


def prohibited(copy: Copy) -> None:
    entry = copy.edition.layer("KAICQJZ")
    assert entry is not None
    square = shapely.to_wkb(shapely.box(112.09, 38.1, 112.1, 38.11))
    copy.put(entry, [Feature(1, {"FQBH": "JJ01", "FQMC": "南岭水源地禁止开采区", "XZQDM": "990122"}, square)])


def relabelled(copy: Copy) -> None:
    copy.shape("KAICQK", ".cpg").write_text("UTF-8")


def field_renamed(copy: Copy) -> None:
    table = copy.shape("KAICQK", ".dbf")
    table.write_bytes(table.read_bytes().replace(b"QKMC\0", b"QKMCC\0"[:5], 1).replace(b"KZMC\0", b"KZMD\0", 1))


def narrowed(copy: Copy) -> None:
    entry = copy.edition.layer("KAICQK")
    assert entry is not None
    short = replace(entry, fields=tuple(replace(f, length=12) if f.code == "QKBH" else f for f in entry.fields))
    (data,) = (one for one in read_package(copy.root, copy.edition).layers if one.entry == "KAICQK")
    copy.put(short, list(data.read()))


def annex(edit: Callable[[Any], None]) -> Callable[[Copy], None]:
    def spoil(copy: Copy) -> None:
        path = next((copy.root / "规划附表").iterdir())
        book = openpyxl.load_workbook(path)
        edit(book["附表3"])
        book.save(path)

    return spoil


def cell(words: str, column: int, value: object) -> Callable[[Any], None]:
    """Put a value into a column of the row that has certain words."""

    def edit(sheet: Any) -> None:
        row = next(row for row in sheet.iter_rows() if any(words == str(cell.value) for cell in row))
        row[column].value = value

    return edit


def text(old: str, new: str) -> Callable[[Copy], None]:
    def spoil(copy: Copy) -> None:
        path = next((copy.root / "规划文本").iterdir())
        document = docx.Document(str(path))
        (paragraph,) = (p for p in document.paragraphs if old in p.text)
        paragraph.text = paragraph.text.replace(old, new, 1)
        document.save(str(path))

    return spoil


def removed(folder: str) -> Callable[[Copy], None]:
    return lambda copy: shutil.rmtree(copy.root / folder)


def far(features: list[Feature]) -> list[Feature]:
    return [*features, replace(features[0], number=len(features) + 1)]


FAULTS: dict[str, tuple[str, Callable[[Copy], None]]] = {
    "folder of texts gone": ("DBQ101", removed("规划文本")),
    "mandatory layer gone": ("DBQ102", without("KAICQK")),
    "index of a shapefile gone": ("DBQ103", lambda copy: copy.shape("KAICQK", ".prj").unlink()),
    "layer cut short": ("DBQ104", lambda copy: copy.shape("KAICQK").write_bytes(b"\0\0\x27\x0a")),
    "no map": ("DBQ105", lambda copy: next((copy.root / "规划附图").iterdir()).unlink()),
    "layer without features": ("DBQ106", changed("KAICQST", lambda features: [])),
    "name off the pattern": ("DBQ201", lambda copy: copy.rename("KAICQK", "990100_KAICQK")),
    "code of another city in a name": ("DBQ202", lambda copy: copy.rename("KAICQK", "C1_980100_D_2020_KAICQK")),
    "code of a county with the letter of a city": ("DBQ205", lambda copy: copy.rename("KAICQK", "C1_990121_D_2020_KAICQK")),
    "layer code mistyped": ("DBQ204", lambda copy: copy.rename("KAICQK", "C1_990100_D_2020_KIACQK")),
    "another year in a name": ("DBQ207", lambda copy: copy.rename("KAICQK", "C1_990100_D_2025_KAICQK")),
    "no reference system": ("DBQ301", lambda copy: copy.shape("KAICQK", ".prj").unlink()),
    "another datum": ("DBQ302", changed("KAICQK", lambda features: features, "EPSG:4610")),
    "axes swapped": ("DBQ304", changed("KAICQK", drawn("CQ01", lambda s: shapely.transform(s, lambda xy: xy[:, ::-1])))),
    "block across the border of the city": ("DBQ305", changed("KAICQK", drawn("CQ01", shifted(-0.1, 0)))),
    "field mistyped": ("DBQ402", field_renamed),
    "field of another length": ("DBQ404", narrowed),
    "texts in another encoding than claimed": ("DBQ406", relabelled),
    "number empty": ("DBQ501", changed("KAICQK", values("CQ01", QKBH=None))),
    "value not in the list": ("DBQ502", changed("KAICQK", values("CQ01", SZLX="9"))),
    "code of another mineral": ("DBQ503", changed("KAICQK", values("CQ01", KZDM="11001"))),
    "number used twice": ("DBQ504", changed("KAICQK", values("CQ02", QKBH="CQ01"))),
    "area below nought": ("DBQ505", changed("KAICQK", values("CQ01", QKMJ=Decimal("-1.85")))),
    "release after the period": ("DBQ506", changed("KAICQK", values("CQ01", TFSX="2026"))),
    "elevations swapped": ("DBQ507", changed("KAICQK", values("CQ01", KCBGSX=Decimal(980), KCBGXX=Decimal(1250)))),
    "code of another city in a row": ("DBQ508", changed("KAICQK", values("CQ01", XZQDM="980102"))),
    "no geometry": ("DBQ601", changed("KAICQK", drawn("CQ01", lambda shape: None))),
    "border crosses itself": ("DBQ602", changed("KAICQK", drawn("CQ01", knotted))),
    "point repeated": ("DBQ603", changed("KAICQK", drawn("CQ01", repeated))),
    "block drawn twice": ("DBQ605", changed("KAICQK", far)),
    "blocks share ground": ("DBQ701", changed("KANCHQK", drawn("KC02", shifted(-0.1, -0.05)))),
    "block in a prohibited zone": ("DBQ702", prohibited),
    "block across the border of a zone": ("DBQ703", changed("KAICQK", drawn("CQ05", shifted(0.01, 0)))),
    "block outside the zone it names": ("DBQ705", changed("KAICQK", values("CQ05", SZGHQ="东山水泥用灰岩集中开采区"))),
    "area field too large": ("DBQ801", changed("KAICQK", values("CQ01", QKMJ=Decimal("1.9500")))),
    "corner missing in the list": ("DBQ802", changed("KAICQK", values("CQ05", GDZB="1123000,380447;1123030,380447;1123030,380430"))),
    "corner displaced in the list": (
        "DBQ803", changed("KAICQK", values("CQ05", GDZB="1123000,380447;1123030,380447;1123030,380430;1123005,380430")),
    ),
    "corner list broken": ("DBQ805", changed("KAICQK", values("CQ05", GDZB="1123000 380447"))),
    "block of the annex not drawn": ("DBQ901", changed("KAICQK", lambda features: features[1:])),
    "block not in the annex": ("DBQ902", annex(cell("CQ07", 1, "CQ70"))),
    "area in the annex": ("DBQ903", annex(cell("CQ07", 6, "0.35"))),
    "number of blocks in the text": ("DBQ905", text("设置开采规划区块7个", "设置开采规划区块8个")),
    "area of blocks in the text": ("DBQ906", text("7个，总面积5.65平方公里", "7个，总面积6.65平方公里")),
    "zone of another name": ("DBQ907", changed("KAICQST", values("JZ01", FQMC="东山石灰岩集中开采区"))),
    "contradiction in the text": ("DBQ909", text("铁矿1个，面积1.85平方公里", "铁矿2个，面积1.85平方公里")),
}  # fmt: skip


def _documents(root: Path, rule: str, documents: Documents) -> Documents:
    """The documents read once serve for all faults that do not touch them."""
    if RULES[rule].info.family is not Family.AGREEMENT:
        return documents
    reading = read(next((root / "规划文本").iterdir()))
    annexes = (read(next((root / "规划附表").iterdir())),)
    return Documents(reading, read_plan(reading), annexes)


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_by_its_rule(name: str, tmp_path: Path, clean: Path, documents: Documents) -> None:
    rule, spoil = FAULTS[name]
    copy = Copy(Path(shutil.copytree(clean, tmp_path / clean.name)), read_edition(EDITION))
    spoil(copy)
    package = read_package(copy.root, copy.edition)
    case = PackageCase(package, copy.edition, _documents(copy.root, rule, documents), as_of=SOURCES.as_of)
    chosen = [one for code, one in RULES.items() if code != SLOW or rule == SLOW]
    assessment = assess_package(case, chosen)
    found = {finding.rule for finding in assessment.findings}
    assert rule in found, sorted(found)
    assert [outcome.rule.code for outcome in assessment.outcomes if outcome.failed] == []


def test_at_least_two_faults_are_planted_in_every_group() -> None:
    planted = [RULES[rule].info.family for rule, _ in FAULTS.values()]
    groups = {rule.info.family for rule in RULES.values()} - {Family.LEVELS}
    assert {group: planted.count(group) for group in groups if planted.count(group) < 2} == {}
    assert len(FAULTS) >= 25


def _run(*words: str) -> Any:
    return CliRunner().invoke(app, ["db", "check", *words])


def test_the_clean_package_gives_no_finding(clean: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    result = _run(str(clean), "--edition", EDITION, "--format", "json", "--out", str(out), "--fail-on", "info")
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text(encoding="utf-8"))
    assert (report["findings"], report["conformance"]) == ([], "conforms")
    assert [rule for rule in report["rules"] if rule["failed"]] == []
    silent = {rule["code"] for rule in report["rules"] if rule["verdict"] != "passed"}
    assert silent == {
        "DBQ702",
        "DBQ910",
        "DBQ1001",
        "DBQ1002",
        "DBQ1003",
        "DBQ1004",
    }  # what they need is not in the package


def test_the_package_is_its_own_upper_plan(clean: Path, documents: Documents) -> None:
    edition = read_edition(EDITION)
    package = read_package(clean, edition)
    case = PackageCase(package, edition, documents, PackageCase(package, edition, documents))
    chosen = [RULES[code] for code in ("DBQ1001", "DBQ1002", "DBQ1004")]
    assessment = assess_package(case, chosen)
    assert assessment.findings == ()
    assert [outcome.verdict.value for outcome in assessment.outcomes] == ["passed"] * 3


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("DBQ1001", changed("KAICQK", lambda features: features[1:])),
        ("DBQ1002", changed("KAICQK", drawn("CQ01", shifted(0.001, 0)))),
        ("DBQ1003", changed("KAICQK", values("CQ01", NSGM=Decimal(20)))),
        ("DBQ1004", changed("KAICQK", values("CQ01", QKBH="CQ99", QKMC="另一区块"))),
    ],
)
def test_a_fault_against_the_upper_plan_is_found(
    rule: str, spoil: Callable[[Copy], None], tmp_path: Path, clean: Path, documents: Documents
) -> None:
    edition = read_edition(EDITION)
    copy = Copy(Path(shutil.copytree(clean, tmp_path / clean.name)), edition)
    spoil(copy)
    upper = PackageCase(read_package(clean, edition), edition, documents)
    case = PackageCase(read_package(copy.root, edition), edition, documents, upper)
    assert rule in {finding.rule for finding in assess_package(case, [RULES[rule]]).findings}

"""A database leaves in open formats and comes back on the other engine, and nothing has changed."""

import csv
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyogrio
import pytest
from typer.testing import CliRunner

from kuanggui.app.adjustments.workflow import list_adjustments
from kuanggui.app.exits.folder import export_folder, import_folder
from kuanggui.app.import_ import import_file
from kuanggui.cli.main import app
from kuanggui.errors import InputError, StoreError
from kuanggui.model.adjustment import Adjustment, AdjustmentType, Attachment
from kuanggui.model.feature import Change, ChangeKind, FeatureQuery
from kuanggui.model.trail import Signature
from kuanggui.storage.open import Purpose, open_store
from plan_data import block
from sample_files.gdal import quietly_opened
from servers.postgres import Cluster

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "示例市矿产资源总体规划.txt"


@pytest.fixture
def filled(tmp_path: Path, empty_file: Path) -> str:
    """The example plan with blocks, one of them moved, an adjustment with an attachment, and odd texts."""
    path = str(shutil.copy(empty_file, tmp_path / "first.db"))
    imported = import_file(EXAMPLE, path).plan
    odd = block("CK03", 112.2, name="\\N", attributes=(("备注", '第一行\n"第二行",\\'),))
    with open_store(path, Purpose.WRITE) as store:
        sign = Signature("t", "load", "", "", imported.imported_at)
        with store.writing(sign) as work:
            work.features.add(imported.id, [block("CK01"), block("CK02", 112.1), odd], imported.imported_at.date())
        with store.writing(sign) as work:
            moved = Change(ChangeKind.MOVE, (("CK01", 1),), (block("CK01", 112.05),))
            work.features.apply(imported.id, [moved], imported.imported_at.date().replace(year=2030), "T1")
            file = Attachment("依据.txt", work.files.put("依据.txt", "甲".encode()), 3)
            draft = Adjustment("T1", imported.id, AdjustmentType.MAJOR_FIND, "题", "因", "据", (moved,), (file,))
            work.adjustments.put(draft, 0)
    return path


@pytest.fixture
def server(postgres: Cluster, empty_template: str) -> Iterator[str]:
    url = postgres.new_database(empty_template)
    yield url
    postgres.drop(url)


def everything(location: str) -> list[object]:
    """All versions of all features, whole plans, and adjustments."""
    with open_store(location, Purpose.READ) as store, store.reading() as work:
        plans = [(work.load_plan(each.id), work.load_reading(each.id)) for each in work.plans()]
        features = [
            v for plan, _ in plans for zone in features_of(work, plan.id) for v in work.features.history(plan.id, zone)
        ]
        return [
            plans,
            features,
            list(work.files.names()),
            [each.hash for each in work.trail()],
            list_adjustments(location),
        ]


def features_of(work: object, plan: str) -> list[str]:
    found = work.features.find(FeatureQuery(plan))  # type: ignore[attr-defined]
    return sorted({each.feature.id for each in found})


def test_a_database_survives_the_way_to_a_server_and_back(filled: str, server: str, tmp_path: Path) -> None:
    before = everything(filled)
    export_folder(filled, tmp_path / "out")
    import_folder(tmp_path / "out", server)
    export_folder(server, tmp_path / "back")
    second = str(tmp_path / "second.db")
    import_folder(tmp_path / "back", second)
    for restored in (server, second):
        after = everything(restored)
        assert after[:3] == before[:3]
        assert after[3][: len(before[3])] == before[3]  # type: ignore[index, arg-type]
        assert after[4] == before[4]
        result = CliRunner().invoke(app, ["plan", "diff", "9901", "9901", "--db", filled, "--other-db", restored])
        assert (result.exit_code, "没有变化" in result.stdout) == (0, True)
    for table in (tmp_path / "out" / "tables").glob("*.csv"):
        if table.name != "trail_entries.csv":
            assert rows_of(table) == rows_of(tmp_path / "back" / "tables" / table.name), table.name


def rows_of(path: Path) -> list[list[str]]:
    """Rows as they are, numbers without the zeros that a server drops."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [[_bare(cell) for cell in row] for row in csv.reader(stream)]


def _bare(cell: str) -> str:
    return cell.rstrip("0").rstrip(".") if cell.replace(".", "", 1).isdigit() and "." in cell else cell


def test_the_folder_opens_without_us(filled: str, tmp_path: Path) -> None:
    export_folder(filled, tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    tables = {each["name"]: each for each in package["resources"] if "schema" in each}
    zones = tables["zones"]
    rows = rows_of(tmp_path / "out" / zones["path"])
    assert rows[0] == [field["name"] for field in zones["schema"]["fields"]]
    assert len(rows) - 1 == zones["rows"] == 22
    info = pyogrio.read_info(tmp_path / "out" / "features.gpkg", layer="feature_versions")
    assert (info["features"], info["crs"]) == (zones["rows"] + 5, "EPSG:4490")
    assert quietly_opened(tmp_path / "out" / "features.gpkg").count("Feature Count: ") == 1
    originals = [path.read_bytes() for path in (tmp_path / "out" / "documents").iterdir()]
    assert EXAMPLE.read_bytes() in originals


def test_a_folder_that_was_changed_is_refused(filled: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_folder(filled, out)
    path = out / "tables" / "zones.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("key", "general"), encoding="utf-8")
    with pytest.raises(InputError, match=r"zones\.csv：缺失或被改动"):
        import_folder(out, str(tmp_path / "new.db"))


def test_a_folder_that_was_changed_with_its_descriptor_is_refused_by_the_trail(filled: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_folder(filled, out)
    path = out / "tables" / "feature_versions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("CK02号区块", "CK02号井田"), encoding="utf-8")
    descriptor = out / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))

    for each in package["resources"]:
        each["hash"] = "sha256:" + hashlib.sha256((out / each["path"]).read_bytes()).hexdigest()
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(StoreError, match="与留痕不符，已撤销：feature_versions 第 24 行 CK02：内容被改动"):
        import_folder(out, str(tmp_path / "new.db"))
    with open_store(str(tmp_path / "new.db"), Purpose.READ) as store:
        assert store.plans() == []


def test_only_an_empty_database_is_filled_and_only_a_new_folder_written(filled: str, tmp_path: Path) -> None:
    export_folder(filled, tmp_path / "out")
    with pytest.raises(StoreError, match="不是空库"):
        import_folder(tmp_path / "out", filled)
    with pytest.raises(InputError, match="已存在"):
        export_folder(filled, tmp_path / "out")
    with pytest.raises(InputError, match="不是 kuanggui db export 导出的目录"):
        import_folder(tmp_path, str(tmp_path / "new.db"))

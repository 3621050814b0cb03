"""Plans go up and down between levels as signed bundles, each once; what was changed here is a conflict."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from kuanggui.cli.main import app
from kuanggui.errors import InputError

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "示例市矿产资源总体规划.txt"


def kuanggui(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def done(*arguments: object) -> str:
    result = kuanggui(*arguments)
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


class Bureau:
    """The lower level: a database with the example plan, and a key."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.db, self.key = folder, folder / "city.db", folder / "city.key"
        self.public = done("exchange", "key", self.key).strip()
        done("import", EXAMPLE, "--db", self.db)

    def send(self, name: str) -> Path:
        bundle = self.folder / name
        done("exchange", "send", bundle, "--db", self.db, "--key", self.key)
        return bundle

    def adjust(self, database: object, **change: Any) -> str:
        path = self.folder / "draft.yaml"
        head = {"type": "annual_batch", "title": "题", "reason": "因", "basis": "据", "changes": [change]}
        path.write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
        key = done("adjust", "new", path, "--db", database).split()[0]
        for step in ("submit", "check", "approve", "enforce"):
            done("adjust", step, key, "--db", database)
        return key


@pytest.fixture
def city(tmp_path: Path) -> Bureau:
    return Bureau(tmp_path)


def items(database: object) -> Any:
    found = json.loads(done("plan", "items", "--db", database, "--format", "json"))
    return {item["id"]: item["name"] for item in found}


def test_a_plan_arrives_as_it_was_sent_once_and_is_brought_up_to_date(city: Bureau, database: str) -> None:
    first = city.send("one.zip")
    receive = ("--db", database, "--trust", city.public)
    assert "新接收，更新 22 个要素" in done("exchange", "receive", first, *receive)
    assert "更新 0 个要素" in done("exchange", "receive", first, *receive)
    assert items(database) == items(city.db)
    city.adjust(city.db, change="zone/box-7/1", set={"name": "改名"})
    city.adjust(city.db, add={"id": "CK01", "kind": "mining_block", "name": "甲", "adcodes": ["990121"]})
    assert "已在库中，更新 2 个要素" in done("exchange", "receive", city.send("two.zip"), *receive)
    assert items(database) == items(city.db)
    assert "全部一致" in done("db", "verify", "--db", database)


def test_what_was_changed_here_is_listed_and_not_overwritten(city: Bureau, database: str) -> None:
    receive = ("--db", database, "--trust", city.public)
    done("exchange", "receive", city.send("one.zip"), *receive)
    ours = city.adjust(database, change="zone/box-7/1", set={"name": "省改"})
    city.adjust(city.db, change="zone/box-7/1", set={"name": "市改"})
    result = kuanggui("exchange", "receive", city.send("two.zip"), *receive)
    assert result.exit_code == 1
    assert f"冲突：zone/box-7/1 省改：本库已由 {ours} 改动，未覆盖" in result.output
    assert items(database)["zone/box-7/1"] == "省改"


def test_a_bundle_that_was_changed_or_signed_by_another_is_refused(city: Bureau, tmp_path: Path) -> None:
    bundle = city.send("one.zip")
    stranger = done("exchange", "key", tmp_path / "stranger.key").strip()
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(bundle) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, content.replace("铁".encode(), "铜".encode()) if name == "features.jsonl" else content
            )
    for path, trusted, words in (
        (bundle, stranger, "签名无效或签名人不在信任之列"),
        (changed, city.public, "内容与清单不符"),
        (EXAMPLE, city.public, "不是交换包"),
        (EXAMPLE.with_name("没有.zip"), city.public, "不能读取"),
    ):
        result = kuanggui("exchange", "receive", path, "--db", tmp_path / "province.db", "--trust", trusted)
        assert isinstance(result.exception, InputError)
        assert words in str(result.exception)
    assert not (tmp_path / "province.db").exists()


def test_adjusted_figures_travel_and_those_changed_here_are_conflicts(city: Bureau, database: str) -> None:
    receive = ("--db", database, "--trust", city.public)
    output = {"target": "indicator/box-5/5", "set": {"value": 650}}
    city.adjust(city.db, **output)
    assert "更新 24 个要素" in done("exchange", "receive", city.send("one.zip"), *receive)  # the indicator and its cap
    assert figure(database) == "≤650"
    city.adjust(city.db, target="indicator/box-5/6", set={"value": 200})
    city.adjust(database, target="indicator/box-5/6", set={"value": 210})
    result = kuanggui("exchange", "receive", city.send("two.zip"), *receive)
    assert "indicator/box-5/6：本库已由 990100-T001 改动，未覆盖" in result.output
    assert (figure(database), figure(database, "indicator/box-5/6")) == ("≤650", "≤210")


def figure(database: object, item: str = "indicator/box-5/5") -> Any:
    found = json.loads(done("plan", "targets", "--db", database, "--format", "json"))
    return next(each["value"]["quantity"]["text"] for each in found if each["item"] == item)

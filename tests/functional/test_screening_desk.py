"""The screening desk and the self-check over HTTP, on the example city."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kuanggui.app.demo import run_demo
from kuanggui.app.import_ import import_file
from kuanggui.app.public.editions import publish_plan
from kuanggui.app.screening.replay import replay_file
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings

DAY = "2026-07-01"
PASTED = (
    "1,38°06′57.094″,112°05′30.000″\n2,38°06′57.094″,112°06′00.000″\n"
    "3,38°06′00.000″,112°06′00.000″\n4,38°06′00.000″,112°05′30.000″"
)
CASE = {"name": "铁帽山西铁矿", "purpose": "mining", "action": "new", "minerals": ["铁矿"], "as_of": DAY}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    run_demo(folder, date.fromisoformat(DAY), 120, lambda name: None)
    return folder / "demo.db"


@pytest.fixture(scope="module")
def client(demo: Path) -> TestClient:
    settings = Settings(db=str(demo), site=demo.parent / "none", checks_per_minute=1000)
    return TestClient(create_app(settings), base_url="http://localhost", raise_server_exceptions=False)


@pytest.fixture(scope="module")
def shape(client: TestClient) -> dict[str, Any]:
    read = ok(client.post("/api/screenings/readings", data={"text": PASTED}))
    return dict(read["readings"][0]["ranges"][0]["geometry"])


def ok(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()


def test_pasted_corners_show_outline_area_and_both_systems(client: TestClient) -> None:
    read = ok(client.post("/api/screenings/readings", data={"text": PASTED}))
    assert read["decided"]
    (only,) = read["readings"]
    (found,) = only["ranges"]
    assert found["geometry"]["type"] in {"Polygon", "MultiPolygon"}
    assert found["area_km2"] == "1.2866"
    assert "990122" in found["counties"]
    assert found["corners"][0]["easting"] == pytest.approx(37595734.11, abs=0.01)


def test_corners_that_can_be_read_in_two_ways_show_both(client: TestClient) -> None:
    text = "1,38.1530,112.1530\n2,38.1530,112.2000\n3,38.1000,112.2000\n4,38.1000,112.1530"
    read = ok(client.post("/api/screenings/readings", data={"text": text}))
    assert not read["decided"]
    assert [one["notation"] for one in read["readings"]] == ["packed", "decimal"]
    chosen = ok(client.post("/api/screenings/readings", data={"text": text, "reading": "decimal"}))
    assert chosen["decided"]
    assert chosen["readings"][0]["ranges"] == read["readings"][1]["ranges"]


def test_a_file_is_read_like_the_text_in_it(client: TestClient) -> None:
    file = {"document": ("拐点.txt", PASTED.encode("gbk"), "text/plain")}
    read = ok(client.post("/api/screenings/readings", files=file))
    assert read["document"] == "拐点.txt"
    assert read["readings"] == ok(client.post("/api/screenings/readings", data={"text": PASTED}))["readings"]


def test_a_file_of_no_range_is_refused_in_the_words_of_the_form(client: TestClient) -> None:
    file = {"document": ("a.txt", b"1,4207000,588000\n2,4207000,589000\n3,4206000,589000\n", "text/plain")}
    problem = ok(client.post("/api/screenings/readings", files=file), 422)
    assert "“带号”" in problem["detail"]
    assert "--" not in problem["detail"]
    assert "/tmp" not in problem["detail"]


def test_the_form_asks_only_what_rules_on_such_cases_read(client: TestClient) -> None:
    def paths(**case: Any) -> dict[str, list[bool]]:
        fields = ok(client.get("/api/screenings/fields", params={"as_of": DAY, **case}))
        return {field["path"]: [rule["needed"] for rule in field["rules"]] for field in fields}

    limestone = paths(purpose="mining", action="new", minerals=["水泥用灰岩"])
    coal = paths(purpose="mining", action="new", minerals=["煤炭"])
    search = paths(purpose="exploration", action="new", minerals=["煤炭"])
    assert "design.hazards" in coal
    assert "design.hazards" not in limestone
    assert "documents.mining_plan" in limestone
    assert "documents.mining_plan" not in search
    assert True in limestone["design.scale"]
    assert "wells.output_m3_per_day" in paths(purpose="mining", action="new", minerals=["地热"])


def test_a_drawn_range_a_pasted_one_and_the_command_line_get_one_answer(
    client: TestClient, shape: dict[str, Any]
) -> None:
    drawn = ok(client.post("/api/screenings", json=CASE | {"geometry": shape}))
    pasted = ok(client.post("/api/screenings", json=CASE | {"corners": PASTED}))
    assert drawn["verdict"] == pasted["verdict"]
    assert drawn["area_m2"] == pytest.approx(pasted["area_m2"], abs=0.01)
    assert [f["message"] for f in drawn["findings"]] == [f["message"] for f in pasted["findings"]]
    finding = drawn["findings"][0]
    known = {provision["code"] for provision in drawn["provisions"]}
    assert set(drawn["rests_on"][finding["rule"]]) <= known
    assert all(p["since"] <= DAY and p["confidence"] for p in drawn["provisions"] if p["value"] is not None)


def test_a_theme_shows_what_lies_in_the_range(client: TestClient, shape: dict[str, Any]) -> None:
    order = CASE | {"geometry": shape}
    answer = ok(client.post("/api/screenings", json=order))
    hit = next(theme for theme in answer["themes"] if theme["status"] == "hit")
    found = ok(client.post(f"/api/screenings/shapes/{hit['kind']}", json=order))
    roles = [feature["properties"]["role"] for feature in found["features"]]
    assert roles.count("overlap") == hit["count"]
    assert all(f["geometry"] for f in found["features"] if f["properties"]["role"] == "overlap")
    assert ok(client.post("/api/screenings/shapes/nothing", json=order))["features"] == []


def test_a_block_is_screened_by_its_name(client: TestClient) -> None:
    blocks = ok(client.get("/api/screenings/blocks", params={"as_of": DAY}))
    name = next(block["name"] for block in blocks if block["kind"] == "mining_block")
    order = CASE | {"block": name, "name": name}
    outline = ok(client.get("/api/screenings/outline", params={"block": name, "as_of": DAY}))
    assert ok(client.post("/api/screenings", json=order))["geometry"] == outline
    problem = ok(client.post("/api/screenings", json=CASE | {"block": "没有"}), 422)
    assert "没有" in problem["detail"]


def test_the_day_decides_which_provisions_are_quoted(client: TestClient, shape: dict[str, Any]) -> None:
    early = ok(client.post("/api/screenings", json=CASE | {"geometry": shape, "as_of": "2019-01-01"}))
    assert early["as_of"] == "2019-01-01"
    assert all(provision["since"] <= "2019-01-01" for provision in early["provisions"])


def test_a_person_answers_for_a_finding_with_name_and_reason(client: TestClient, shape: dict[str, Any]) -> None:
    order = CASE | {"geometry": shape}
    finding = ok(client.post("/api/screenings", json=order))["findings"][0]
    override = {
        "target": finding["id"],
        "reason": "已取得意见",
        "evidence": "函〔2026〕1号",
        "name": "李工",
        "date": DAY,
    }
    answer = ok(client.post("/api/screenings", json=order | {"overrides": [override]}))
    assert answer["overridden"][0]["override"] == override
    assert finding["id"] not in {one["id"] for one in answer["findings"]}
    assert client.post("/api/screenings", json=order | {"overrides": [override | {"reason": " "}]}).status_code == 422


def test_a_kept_answer_has_an_address_and_can_be_replayed(
    client: TestClient, shape: dict[str, Any], demo: Path, tmp_path: Path
) -> None:
    kept = ok(client.post("/api/screenings/kept", json=CASE | {"geometry": shape}), 201)
    assert kept["id"] in {head["id"] for head in ok(client.get("/api/screenings/kept"))}
    opened = ok(client.get(f"/api/screenings/kept/{kept['id']}"))
    assert opened["answer"]["verdict"] == kept["verdict"]
    saved = client.get(f"/api/screenings/kept/{kept['id']}/report.json")
    assert str(demo.parent) not in saved.text, "no answer tells folders of the server"
    (tmp_path / "kept.json").write_bytes(saved.content)
    (replayed,) = replay_file(tmp_path / "kept.json", str(demo))
    assert replayed.identical
    assert client.get(f"/api/screenings/kept/{kept['id']}/report.docx").content[:2] == b"PK"
    assert client.get("/api/screenings/kept/..%2f..%2fdemo").status_code == 404
    assert client.get("/api/screenings/kept/0123456789abcdef").status_code == 404


def test_an_answer_is_downloaded_without_being_kept(client: TestClient, shape: dict[str, Any]) -> None:
    order = CASE | {"geometry": shape}
    before = ok(client.get("/api/screenings/kept"))
    assert client.post("/api/screenings/report.docx", json=order).content[:2] == b"PK"
    assert json.loads(client.post("/api/screenings/report.geojson", json=order).content)["features"]
    assert "replay" in json.loads(client.post("/api/screenings/report.json", json=order).content)["answers"][0]
    assert client.post("/api/screenings/report.table", json=order).status_code == 404
    assert ok(client.get("/api/screenings/kept")) == before


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [[[112, 38], [112.01, 38.01], [112.01, 38], [112, 38.01], [112, 38]]]},
        {"type": "Polygon", "coordinates": [[[1, 1], [1, 2], [2, 2], [1, 1]]]},
        {"type": "Polygon", "coordinates": [["a"]]},
        {"type": "Polygon", "coordinates": [{"file": "/etc/passwd"}]},
    ],
)
def test_a_shape_that_is_none_is_refused(client: TestClient, geometry: dict[str, Any]) -> None:
    assert client.post("/api/screenings", json=CASE | {"geometry": geometry}).status_code == 422


def test_what_is_asked_for_never_names_a_file_of_the_server(client: TestClient, demo: Path) -> None:
    problem = ok(client.post("/api/screenings", json=CASE | {"corners": str(demo)}), 422)
    assert "坐标" in problem["detail"]


def test_a_layer_that_is_added_takes_part_at_once(demo: Path, shape: dict[str, Any], tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(demo, copy)
    shutil.copytree(demo.with_suffix(".layers"), copy.with_suffix(".layers"))
    moved = copy.with_suffix(".layers") / "railway"
    moved.rename(tmp_path / "railway")
    client = TestClient(create_app(Settings(db=str(copy), site=tmp_path)), base_url="http://localhost")

    def status() -> str:
        answer = ok(client.post("/api/screenings", json=CASE | {"geometry": shape}))
        return str(next(theme["status"] for theme in answer["themes"] if theme["kind"] == "railway"))

    assert status() == "missing"
    (tmp_path / "railway").rename(moved)
    assert status() != "missing"


class TestSelfCheck:
    """What anybody may ask."""

    @pytest.fixture
    def order(self, shape: dict[str, Any]) -> dict[str, Any]:
        return {name: CASE[name] for name in ("purpose", "action", "minerals")} | {"geometry": shape}

    def test_internal_layers_take_no_part_and_are_named(self, client: TestClient, order: dict[str, Any]) -> None:
        answer = ok(client.post("/api/public/check", json=order))
        assert "permanent_basic_farmland" in answer["left_out"]
        themes = {theme["kind"]: theme for theme in answer["themes"]}
        assert themes["permanent_basic_farmland"]["status"] == "withheld"
        assert themes["permanent_basic_farmland"]["sources"] == []
        assert themes["ecological_redline"]["status"] != "withheld"
        assert "kuanggui" not in json.dumps([rule["reason"] for rule in answer["open"]])

    def test_findings_are_those_of_the_desk_on_public_layers(self, client: TestClient, order: dict[str, Any]) -> None:
        answer = ok(client.post("/api/public/check", json=order))
        whole = ok(client.post("/api/screenings", json=CASE | {"geometry": order["geometry"]}))
        rules = {finding["rule"] for finding in answer["findings"]}
        assert rules
        assert rules <= {finding["rule"] for finding in whole["findings"]}

    def test_it_says_beforehand_what_takes_part(self, client: TestClient) -> None:
        terms = ok(client.get("/api/public/check"))
        withheld = {theme["kind"] for theme in terms["themes"] if theme["withheld"]}
        assert {"permanent_basic_farmland", "pipeline"} <= withheld
        assert terms["adcode"] == "990100"

    def test_nothing_is_kept(self, client: TestClient, order: dict[str, Any]) -> None:
        ok(client.post("/api/public/check", json=order))
        assert ok(client.get("/api/screenings/kept")) is not None
        assert "自查范围" not in {head["name"] for head in ok(client.get("/api/screenings/kept"))}

    def test_an_address_that_asks_too_often_has_to_wait(self, settings: Settings, order: dict[str, Any]) -> None:
        some = settings.model_copy(update={"checks_per_minute": 3})
        client = TestClient(create_app(some), base_url="http://localhost", raise_server_exceptions=False)
        answers = [client.post("/api/public/check/readings", data={"text": PASTED}) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60
        assert client.get("/api/health").status_code == 200

    def test_a_body_that_is_too_large_or_of_unknown_size_is_refused(self, client: TestClient) -> None:
        large = {"document": ("a.txt", b"1" * 1_100_000, "text/plain")}
        assert client.post("/api/public/check/readings", files=large).status_code == 413

        def pieces() -> Iterator[bytes]:
            yield b"{}"

        assert client.post("/api/public/check", content=pieces()).status_code == 413

    def test_a_range_is_held_against_the_public_plan_of_its_region(
        self, demo: Path, order: dict[str, Any], tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy.db"
        shutil.copyfile(demo, copy)
        shutil.copytree(demo.with_suffix(".layers"), copy.with_suffix(".layers"))
        text = tmp_path / "datong.txt"
        text.write_text(
            "# 大同市矿产资源总体规划（2021-2025年）\n\n第一章 总则\n\n规划期为2021-2025年。采矿权数控制在12个以内。\n",
            encoding="utf-8",
        )
        later = import_file(text, str(copy)).plan.id
        publish_plan(str(copy), later, date.today(), "试验")
        client = TestClient(create_app(Settings(db=str(copy), site=tmp_path)), base_url="http://localhost")
        there = [[113.4, 39.9], [113.41, 39.9], [113.41, 39.91], [113.4, 39.91], [113.4, 39.9]]
        elsewhere = order | {"geometry": {"type": "Polygon", "coordinates": [there]}}
        plans = [ok(client.post("/api/public/check", json=each))["plan"] for each in (order, elsewhere)]
        assert (plans[0][:6], plans[1]) == ("990100", later)

    @pytest.fixture
    def settings(self, demo: Path, tmp_path: Path) -> Settings:
        return Settings(db=str(demo), files=tmp_path / "files", site=tmp_path)

"""Adjustments over HTTP: from draft to report, conflicts, files, the map, and the drawing table."""

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kuanggui.app.authority import Credentials
from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.app.users import add_user, issue_token
from kuanggui.model.user import Role, User
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings

Json = dict[str, Any]
PASSWORD = "correct horse"


def square(west: float, size: float = 0.01) -> Json:
    east, north = round(west + size, 6), round(38 + size, 6)
    return {"type": "Polygon", "coordinates": [[[west, 38], [east, 38], [east, north], [west, north], [west, 38]]]}


def block(key: str, west: float, **more: Any) -> Json:
    named = {"id": key, "kind": "mining_block", "name": f"{key}区块", "minerals": ["煤"], "adcodes": ["990121"]}
    return {"add": named | {"geojson": square(west), "geometry": "official"} | more}


def order(*changes: Json, **more: Any) -> Json:
    head = {"type": "annual_batch", "title": "年度调整", "reason": "按监测结果", "basis": "示例发〔2024〕1号"}
    return head | {"changes": list(changes)} | more


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("plans") / "plans.db"
    return path, import_file(example_file(PLAN), str(path)).plan.id


@pytest.fixture
def database(imported: tuple[Path, str], tmp_path: Path) -> str:
    copy = tmp_path / "plans.db"
    copy.write_bytes(imported[0].read_bytes())
    return str(copy)


@pytest.fixture
def plan(imported: tuple[Path, str]) -> str:
    return imported[1]


@pytest.fixture
def client(database: str, tmp_path: Path) -> TestClient:
    settings = Settings(db=database, upload_megabytes=1, site=tmp_path / "site")
    return TestClient(create_app(settings), base_url="http://localhost", raise_server_exceptions=False)


def made(client: TestClient, plan: str, *changes: Json, **more: Any) -> Json:
    answer = client.post("/api/adjustments", json=order(*changes, plan=plan, **more))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def step(client: TestClient, opened: Json, name: str, status: int = 200, **more: Any) -> Json:
    entry = opened["entry"]
    answer = client.post(f"/api/adjustments/{entry['id']}/{name}", json={"version": entry["version"]} | more)
    assert answer.status_code == status, answer.text
    return dict(answer.json())


def in_force(client: TestClient, opened: Json) -> Json:
    for name in ("submit", "check", "approve", "enforce"):
        opened = step(client, opened, name)
    return opened


def test_an_adjustment_goes_from_draft_to_report_and_back(client: TestClient, plan: str) -> None:
    drafted = made(client, plan, block("CK01", 112.0))
    assert drafted["entry"]["steps"] == ["edit", "submit"]
    assert drafted["changes"][0]["after"][0]["area_m2"] == pytest.approx(974_000, rel=0.01)
    submitted = step(client, drafted, "submit", comment="请审")
    assert submitted["entry"]["steps"] == ["check", "return"]
    checked = step(client, submitted, "check")
    assert [each["rule"] for each in checked["remarks"] if each["blocking"]] == []
    enforced = step(client, step(client, checked, "approve"), "enforce", effective_on="2026-01-01")
    assert enforced["entry"]["effective_on"] == "2026-01-01"
    reported = step(client, enforced, "report")
    assert [each["state"] for each in reported["way"]] == [
        "draft",
        "submitted",
        "checked",
        "approved",
        "in_force",
        "reported",
    ]
    undoing = step(client, reported, "undo", 201, comment="依据已废止")
    assert undoing["entry"]["undoes"] == drafted["entry"]["id"]
    assert undoing["changes"][0]["kind"] == "retire"


def test_a_move_is_told_in_metres_and_square_metres(client: TestClient, plan: str) -> None:
    in_force(client, made(client, plan, block("CK01", 112.0)))
    moved = made(client, plan, {"move": "CK01", "to": {"geojson": square(112.001)}}, seen={"CK01": 1})
    change = moved["changes"][0]
    assert change["before"][0]["version"] == 1
    assert change["moved_m"] == pytest.approx(88, abs=1)
    assert abs(change["growth_m2"]) < 1
    layer = client.get(f"/api/adjustments/{moved['entry']['id']}/map").json()
    sides = [(each["id"], each["properties"]["side"]) for each in layer["features"]]
    assert sides[:2] == [("CK01", "before"), ("CK01", "after")]


def test_whoever_comes_second_is_told_who_changed_what(client: TestClient, plan: str) -> None:
    drafted = made(client, plan, block("CK01", 112.0))
    key = drafted["entry"]["id"]
    redrafted = client.put(f"/api/adjustments/{key}", json=order(block("CK01", 112.0), title="改题", version=1))
    assert redrafted.status_code == 200
    answer = client.put(f"/api/adjustments/{key}", json=order(block("CK02", 112.0), version=1))
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    problem = answer.json()
    assert problem["code"] == "conflict"
    assert "您打开之后" in problem["detail"]
    assert "改写了题名" in problem["where"][0]
    assert step(client, drafted, "submit", 409)["code"] == "conflict"


def test_a_draft_on_a_block_that_changed_meanwhile_is_a_conflict(client: TestClient, plan: str) -> None:
    in_force(client, made(client, plan, block("CK01", 112.0)))
    strategic = made(client, plan, {"change": "CK01", "set": {"name": "乙"}}, type="strategic_mineral")
    in_force(client, strategic)
    answer = client.post("/api/adjustments", json=order({"retire": "CK01"}, plan=plan, seen={"CK01": 1}))
    assert answer.status_code == 409
    assert answer.json()["where"] == ["CK01 名称 CK01区块 → 乙"]


def test_files_are_put_to_a_draft_and_read_back_as_files(client: TestClient, plan: str) -> None:
    drafted = made(client, plan, block("CK01", 112.0))
    key, files = drafted["entry"]["id"], {"document": ("../论证<b>.html", b"<script>1</script>", "text/html")}
    attached = client.post(
        f"/api/adjustments/{key}/attachments", files=files, data={"version": "1", "role": "argument"}
    ).json()
    (file,) = attached["attachments"]
    assert (file["name"], file["role"]) == ("论证_b_.html", "argument")
    answer = client.get(f"/api/adjustments/{key}/attachments/{file['sha256']}")
    assert answer.content == b"<script>1</script>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    gone = client.delete(f"/api/adjustments/{key}/attachments/{file['sha256']}", params={"version": 2}).json()
    assert gone["attachments"] == []
    assert client.get(f"/api/adjustments/{key}/attachments/{'0' * 64}").status_code == 422


def test_the_list_is_filtered(client: TestClient, plan: str) -> None:
    first = made(client, plan, block("CK01", 112.0))
    second = in_force(client, made(client, plan, block("CK02", 112.1), type="strategic_mineral"))

    def listed(**query: Any) -> list[str]:
        return [each["id"] for each in client.get("/api/adjustments", params=query).json()]

    assert listed() == [second["entry"]["id"], first["entry"]["id"]]
    assert listed(state="draft") == [first["entry"]["id"]]
    assert listed(type="strategic_mineral") == [second["entry"]["id"]]
    assert listed(plan="x") == []
    step(client, second, "report")
    assert listed(mine=True) == [first["entry"]["id"]]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        (order({"retire": "CK77"}), 422),
        (order({"wish": 1}), 422),
        (order(block("X", 112.0, kind="castle")), 422),
        (order(block("X", 112.0, minerals=["仙丹"])), 422),
        (order(), 422),
        (order(block("X", 112.0, stated_area_km2="abc")), 422),
        (order(block("X", 112.0, stated_area_km2="NaN")), 422),
        (order(block("X", 112.0, name="\0")), 422),
        (order(block("X", 512.0)), 422),
        (order(block("X", 112.0), title="\0"), 422),
        (order({"retire": "X"}, seen={"X": 3}), 409),
    ],
)
def test_a_draft_that_cannot_be_is_refused(client: TestClient, plan: str, wrong: Json, status: int) -> None:
    answer = client.post("/api/adjustments", json=wrong | {"plan": plan})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/api/adjustments").json() == []


def test_a_number_in_use_is_refused_when_it_is_drafted(client: TestClient, plan: str) -> None:
    in_force(client, made(client, plan, block("CK01", 112.0)))
    again = client.post("/api/adjustments", json=order(block("CK02", 112.1), block("CK01", 112.2), plan=plan))
    assert again.status_code == 422
    assert "changes 第 2 项：编号 CK01 在本规划中已使用（开采规划区块“CK01区块”，自 " in again.json()["detail"]
    twice = client.post("/api/adjustments", json=order(block("CK02", 112.1), block("CK02", 112.2), plan=plan))
    assert "编号 CK02 与本次调整第 1 项变更的要素相同" in twice.json()["detail"]
    parts = [{"id": "CK03", "name": "甲"}, {"id": "CK01", "name": "乙"}]
    assert client.post("/api/adjustments", json=order({"split": "CK01", "into": parts}, plan=plan)).status_code == 201


def test_a_number_taken_since_the_draft_blocks_its_check(client: TestClient, plan: str) -> None:
    late = made(client, plan, block("CK01", 112.3))
    in_force(client, made(client, plan, block("CK01", 112.0)))
    key = late["entry"]["id"]
    assert client.post(f"/api/adjustments/{key}/submit", json={"version": 1}).status_code == 200
    checked = client.post(f"/api/adjustments/{key}/check", json={"version": 2}).json()
    assert checked["entry"]["state"] == "returned"
    assert [(each["rule"], each["blocking"]) for each in checked["remarks"]] == [("CONFLICT", True)]
    assert "编号 CK01 在本规划中已使用" in checked["remarks"][0]["message"]


def test_an_adjustment_that_is_not_there_is_not_found(client: TestClient) -> None:
    for path in ("", "/map", f"/attachments/{'0' * 64}"):
        assert client.get(f"/api/adjustments/nothing{path}").status_code == 404


@pytest.fixture
def people(database: str) -> dict[str, dict[str, str]]:
    """Headers of users of every role, and of one from elsewhere."""
    by = Credentials()
    headers = {}
    for name, role, adcode in (
        ("管理", Role.ADMIN, "000000"),
        ("拟定", Role.DRAFTER, "990100"),
        ("审核", Role.REVIEWER, "990000"),
        ("批准", Role.APPROVER, "990000"),
        ("入库", Role.OPERATOR, "990100"),
        ("外地", Role.APPROVER, "140200"),
    ):
        add_user(database, User(name, role, adcode, ""), PASSWORD, by)
        token = issue_token(database, name, PASSWORD, "test")
        by = Credentials(token) if name == "管理" else by
        headers[name] = {"authorization": f"Bearer {token}"}
    return headers


def test_everybody_sees_what_he_may_do_and_nothing_of_elsewhere(
    client: TestClient, plan: str, people: dict[str, dict[str, str]]
) -> None:
    body = order(block("CK01", 112.0), plan=plan)
    assert client.post("/api/adjustments", json=body, headers=people["批准"]).status_code == 403
    drafted = client.post("/api/adjustments", json=body, headers=people["拟定"]).json()
    key = drafted["entry"]["id"]
    assert (drafted["entry"]["author"], drafted["entry"]["steps"]) == ("拟定", ["edit", "submit"])
    path, version = f"/api/adjustments/{key}", {"version": 1}
    assert client.post(f"{path}/submit", json=version, headers=people["审核"]).status_code == 403
    assert client.post(f"{path}/submit", json=version, headers=people["拟定"]).status_code == 200
    steps = {
        name: client.get(path, headers=shown).json().get("entry", {}).get("steps") for name, shown in people.items()
    }
    assert steps == {"管理": [], "拟定": [], "审核": ["check", "return"], "批准": [], "入库": [], "外地": None}
    assert client.get("/api/adjustments").status_code == 401
    assert client.get("/api/calendar", headers=people["外地"], params={"plan": plan}).status_code == 403
    for everything in ("/api/adjustments", "/api/calendar"):
        assert client.get(everything, headers=people["外地"]).json() == []
    for shown, status in ((people["外地"], 403), ({}, 401)):
        for hidden in (path, f"{path}/map"):
            assert client.get(hidden, headers=shown).status_code == status, hidden
        judge = client.post(f"/api/plans/{plan}/drawing/judge", json={"shapes": []}, headers=shown)
        assert judge.status_code in {401, 403, 404}
    mine = client.get("/api/adjustments", params={"mine": True}, headers=people["批准"]).json()
    assert mine == []
    back = client.post(f"{path}/return", json={"version": 2, "comment": "请核范围"}, headers=people["审核"])
    assert back.json()["entry"]["comment"] == "请核范围"


def test_the_drawing_table_measures_and_warns(client: TestClient, plan: str) -> None:
    in_force(client, made(client, plan, block("CK01", 112.0)))
    table = f"/api/plans/{plan}/drawing"
    shapes = [
        {"id": "N1", "kind": "mining_block", "geometry": square(112.005)},
        {"id": "N2", "kind": "mining_block", "geometry": square(112.0100005)},
        {"id": "N3", "kind": "exploration_block", "geometry": square(112.005)},
    ]
    first, second, third = client.post(f"{table}/judge", json={"shapes": shapes}).json()
    overlap = next(each for each in first["warnings"] if each["other"] == "CK01")
    assert (overlap["kind"], overlap["grave"]) == ("overlap", True)
    assert overlap["area_m2"] == pytest.approx(487_000, rel=0.01)
    assert [(each["kind"], each["other"]) for each in second["warnings"]] == [("gap", "CK01"), ("overlap", "N1")]
    assert third["warnings"] == []
    alone = client.post(f"{table}/judge", json={"shapes": shapes[:1], "without": ["CK01"]}).json()
    assert alone[0]["warnings"] == []
    fitted = client.post(f"{table}/fit", json={"geometry": square(112.0100005), "tolerance_m": 0.5}).json()
    assert fitted["moved"] == 2
    assert json.dumps(fitted["geometry"]).count("112.01,") == 3


def test_the_drawing_table_cuts_and_joins(client: TestClient, plan: str) -> None:
    table = f"/api/plans/{plan}/drawing"
    line = {"type": "LineString", "coordinates": [[112.004, 37.9], [112.004, 38.1]]}
    parts = client.post(f"{table}/split", json={"geometry": square(112.0), "line": line}).json()
    assert [round(each["area_m2"] / 1000) for each in parts] == [585, 390]
    joined = client.post(f"{table}/join", json={"geometries": [each["geometry"] for each in parts]}).json()
    assert abs(joined["difference_m2"]) < 1e-3
    bad = client.post(f"{table}/split", json={"geometry": square(112.0), "line": square(112.0)})
    assert bad.status_code == 422

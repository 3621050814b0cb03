"""What the pages read of a plan over HTTP: each place in its text, and figures as printed and as in force on a day."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kuanggui.app.import_ import import_file
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings
from year_of_life import Drafts, carry_out, done, draft

CAP = "indicator/box-5/5"
MINES = "mine_limit/box-5/12"
DAY = "2024-04-01"
Json = dict[str, Any]
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "示例市矿产资源总体规划"
FORMS = [".docx", ".txt", "datong"]


class Reader:
    """A plan as its pages get it."""

    def __init__(self, database: str, folder: Path) -> None:
        app = create_app(Settings(db=database, site=folder / "site"))
        self._client = TestClient(app, base_url="http://localhost")
        (entry,) = self.get("/api/plans")
        self.plan = f"/api/plans/{entry['id']}"

    def get(self, path: str, **query: str) -> Any:
        answer = self._client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def row(self, part: str, item: str, day: str) -> Json:
        rows = self.get(f"{self.plan}/parts/{part}", as_of=day)["rows"]
        return dict(next(row["cells"] for row in rows if row["id"] == item))


@pytest.fixture(scope="module", params=FORMS)
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """The example in two forms, and a real plan where there is one."""
    folder = tmp_path_factory.mktemp("reader")
    path = request.getfixturevalue("datong") if request.param == "datong" else EXAMPLE.with_suffix(request.param)
    import_file(path, str(folder / "plans.db"))
    return Reader(str(folder / "plans.db"), folder)


def stretches(text: Json) -> Iterator[tuple[str, Json]]:
    """Every string of a text, with the id of the item it is in."""
    for item in text["items"]:
        box = item["box"] or {"caption": None, "header": [], "rows": [], "items": [], "notes": []}
        cells = [cell["stretch"] for row in box["header"] + box["rows"] for cell in row["cells"] if cell]
        for stretch in (item["stretch"], box["caption"], *cells, *box["items"], *box["notes"]):
            if stretch:
                yield item["id"], stretch


def found(text: Json, place: Json) -> list[tuple[str, str]]:
    """The item and the characters of a text that a place is about."""
    wanted = (place["line"], place["page"] or 0)
    return [
        (item, stretch["text"][start : start + len(place["quote"])])
        for item, stretch in stretches(text)
        for begin, line, column, page in stretch["marks"]
        if (line, page) == wanted and (start := begin + place["start"] - column) >= begin
    ]


def test_every_record_leads_to_its_words_in_the_text_and_every_clause_to_itself(read: Reader) -> None:
    text, marks = read.get(f"{read.plan}/text"), read.get(f"{read.plan}/marks")
    lost = [mark for mark in marks if mark["place"]["quote"] not in {words for _, words in found(text, mark["place"])}]
    assert lost == []
    clauses = [item["id"] for item in text["items"] if item["kind"] == "clause"]
    assert [mark["id"] for mark in marks if mark["part"] == "provisions"] == clauses
    strayed = [
        mark["id"]
        for mark in marks
        if mark["part"] == "provisions" and (mark["id"], mark["place"]["quote"]) not in found(text, mark["place"])
    ]
    assert strayed == []


def test_figures_stand_as_printed_and_as_in_force_on_the_day_that_is_asked_for(
    plan: str, write: Drafts, tmp_path: Path
) -> None:
    changed = {"target": CAP, "set": {"value": 650}}, {"target": MINES, "set": {"mines": "9+2"}}
    key = draft(write("major_find", *changed))
    carry_out(key, DAY)
    site = Reader(plan, tmp_path)
    (before,), (after,) = (site.row("indicators", CAP, day)["value"] for day in ("2024-03-31", DAY))
    assert before["now"] is None
    assert after["text"] == before["text"] == "≤700"
    assert after["now"] == {
        "text": "≤650",
        "unit": "万吨/年",
        "value": "650",
        "adjustment": key,
        "title": "major_find 调整",
        "basis": "示例发〔2023〕1号",
        "since": DAY,
    }
    assert site.row("caps", f"cap/{CAP}", DAY)["value"][0]["now"]["text"] == "≤650"
    mines = site.row("mine_limits", MINES, DAY)
    assert (mines["mines"][0]["text"], mines["mines"][0]["now"]["value"]) == ("9+1", "11")
    marked = {mark["field"] for mark in site.get(f"{site.plan}/marks", as_of=DAY) if mark["now"]}
    assert marked == {"value", "mines", "new"}
    assert not any(mark["now"] for mark in site.get(f"{site.plan}/marks", as_of="2024-03-31"))
    goals = {day: _goal(site.get(f"{site.plan}/glance", as_of=day)) for day in ("2024-03-31", DAY)}
    assert goals["2024-03-31"] == ("≤700 万吨/年", "≤700 万吨/年", None, "")
    assert goals[DAY] == ("≤650 万吨/年", "≤700 万吨/年", key, "major_find 调整")


def test_a_figure_that_was_put_back_is_as_printed(plan: str, write: Drafts, tmp_path: Path) -> None:
    key = draft(write("major_find", {"target": CAP, "set": {"value": 650}}))
    carry_out(key, DAY)
    carry_out(done("adjust", "undo", key, "--reason", "依据已废止").split()[0], "2024-10-01")
    site = Reader(plan, tmp_path)
    now = {day: site.row("indicators", CAP, day)["value"][0]["now"] for day in (DAY, "2024-10-01")}
    assert now[DAY]["adjustment"] == key
    assert now["2024-10-01"] is None
    assert _goal(site.get(f"{site.plan}/glance", as_of="2024-10-01"))[2] is None


def _goal(glance: list[Json]) -> tuple[str, str, str | None, str]:
    one = next(each for each in glance if each["id"] == CAP)
    return one["goal"], one["printed"], one["adjustment"], one["adjustment_title"]

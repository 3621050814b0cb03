"""What the public is told of figures that adjustments have changed, on both stores: those in force today, never who changed them."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from kuanggui.app.database import verify
from kuanggui.app.opening import for_reading
from kuanggui.app.public.editions import publish_plan
from kuanggui.app.public.projection import PACKAGE
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings
from year_of_life import Drafts, carry_out, done, draft

COAL, MINES = "indicator/box-5/5", "mine_limit/box-5/12"
DAY, SECRET, BASIS = "2024-04-01", "绝密", "示例发〔2024〕7号"
TODAY = date.today()
Json = dict[str, Any]


class Portal:
    """The public side of a database with one published plan."""

    def __init__(self, database: str, folder: Path, **settings: Any) -> None:
        with closing(for_reading(database)) as store:
            self.plan = store.plans()[0].id
        publish_plan(database, self.plan, date(2022, 3, 1), "示政函〔2022〕3号")
        app = create_app(Settings(db=database, site=folder / "site", **settings))
        self.client = TestClient(app, base_url="http://localhost")

    def get(self, path: str) -> Any:
        answer = self.client.get(f"/api/public/plans/{self.plan}{path}")
        assert answer.status_code == 200, answer.text
        return answer.text if path.endswith(".csv") else answer.json()

    def sentences(self, topic: str, *words: str) -> list[Json]:
        (found,) = [each for each in self.get("")["topics"] if each["id"] == topic]
        return [one for one in found["statements"] if all(word in one["zh"] for word in words)]

    def cells(self, part: str, field: str, word: str, wanted: str = "value") -> list[Json]:
        rows = self.get(f"/tables/{part}")["rows"]
        fitting = [row["cells"] for row in rows if any(word in cell["text"] for cell in row["cells"][field])]
        return [cell for cells in fitting for cell in cells[wanted]]

    def everything(self) -> str:
        """All that the portal says of the plan: its words, tables and files."""
        parts = self.client.get("/api/public/overview").json()["parts"]
        paths = ["", *(f"/tables/{part}{file}" for part in parts for file in ("", "/file.csv"))]
        return "".join(str(self.get(path)) for path in paths)


@pytest.fixture
def coal(write: Drafts) -> str:
    """A draft that lowers the cap on coal; all of it that people wrote is secret, but the basis."""
    changes = {"target": COAL, "set": {"value": 650}}, {"target": MINES, "set": {"mines": "9+2"}}
    return draft(write("major_find", *changes, title=f"{SECRET}方案", reason=f"{SECRET}理由", basis=BASIS))


def test_the_public_reads_the_figure_in_force_and_beside_it_the_printed_one_with_day_and_basis(
    plan: str, coal: str, tmp_path: Path
) -> None:
    carry_out(coal, DAY)
    portal = Portal(plan, tmp_path)
    change = {"since": DAY, "basis": BASIS, "title": ""}
    (goal,) = portal.sentences("goals", "原煤")
    assert "不超过 650 万吨/年" in goal["zh"]
    assert goal["printed"] == [{"zh": "不超过 700 万吨/年", "en": "at most 700 ×10⁴ t a year", "change": change}]
    (mines,) = portal.sentences("mines", "铁矿")
    assert [one["zh"] for one in mines["printed"]] == ["矿山数为 10 座", "新设为 1 座"]
    (cell,) = portal.cells("indicators", "name", "原煤")
    assert (cell["text"], cell["value"]) == ("≤650", "650")
    assert cell["printed"] == {"text": "≤700", "unit": "万吨/年", "value": "700", "change": change}
    assert [cell["text"] for cell in portal.cells("mine_limits", "mineral", "铁矿", "mines")] == ["9+2"]
    text = portal.get("/tables/caps/file.csv")
    assert "value,value_printed,value_since,value_basis" in text
    assert f"≤650万吨/年,≤700万吨/年,{DAY},{BASIS}" in text


def test_the_public_reads_nothing_of_who_changed_a_figure_and_why(plan: str, coal: str, tmp_path: Path) -> None:
    carry_out(coal, DAY)
    said = Portal(plan, tmp_path).everything()
    assert BASIS in said
    assert [word for word in (SECRET, coal, "argument", "major_find") if word in said] == []


def test_a_title_is_public_where_the_bureau_says_so(plan: str, coal: str, tmp_path: Path) -> None:
    carry_out(coal, DAY)
    content = yaml.safe_load((PACKAGE / "projection.yaml").read_text(encoding="utf-8"))
    (tmp_path / "open.yaml").write_text(yaml.safe_dump(content | {"changes": ["title"]}), encoding="utf-8")
    portal = Portal(plan, tmp_path, public_projection=tmp_path / "open.yaml")
    (goal,) = portal.sentences("goals", "原煤")
    assert goal["printed"][0]["change"] == {"since": None, "basis": "", "title": f"{SECRET}方案"}
    assert f"{SECRET}理由" not in portal.everything()


def test_no_public_sentence_row_or_file_gives_the_old_figure_as_one_that_holds(
    plan: str, coal: str, tmp_path: Path
) -> None:
    portal = Portal(plan, tmp_path)
    assert len(portal.sentences("caps", "原煤", " 700 ")) == 2, "the box and the text"
    carry_out(coal, DAY)
    assert [one["zh"] for topic in ("goals", "caps") for one in portal.sentences(topic, "原煤", " 700 ")] == []
    assert [cell["text"] for cell in portal.cells("caps", "mineral", "原煤") if cell["value"] == "700"] == []
    values = [line for line in portal.get("/tables/caps/file.csv").splitlines() if "原煤" in line and "700万吨" in line]
    assert len(values) == 1
    assert ",≤650万吨/年,≤700万吨/年," in values[0]


def test_what_is_not_in_force_yet_is_not_told(plan: str, coal: str, tmp_path: Path) -> None:
    portal = Portal(plan, tmp_path)
    before = portal.everything()
    for step in ("submit", "check", "approve"):
        done("adjust", step, coal)
        assert portal.everything() == before
    done("adjust", "enforce", coal, "--effective", str(TODAY + timedelta(days=1)))
    assert portal.everything() == before


def test_a_figure_that_was_put_back_is_as_printed_for_the_public(plan: str, coal: str, tmp_path: Path) -> None:
    portal = Portal(plan, tmp_path)
    before = portal.everything()
    carry_out(coal, DAY)
    assert portal.everything() != before
    carry_out(done("adjust", "undo", coal, "--reason", "依据已废止").split()[0], "2024-10-01")
    assert portal.everything() == before
    assert verify(plan).breaks == ()

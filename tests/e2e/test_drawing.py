"""Drawing on the map of the editor with the mouse: draw beside a block, reshape, move, cut, join, retire, and what is warned of."""

import re

import pytest
import shapely
from playwright.sync_api import Locator, Page, expect

from e2e.conftest import Visitor
from e2e.test_adjustments import WORDS, Office, block, expect_state

pytestmark = pytest.mark.enable_socket
ZH = WORDS["zh"]
DESK = pytest.mark.parametrize("visitor", ["desktop-zh"], indirect=True)
SETTLED = 700  # milliseconds until map and server have answered
DOUBLE = 300  # clicks closer than this are one double click
# A block of 0.01° is shown in the middle at the nearest zoom that the editor goes to by itself.
HALF = 0.01 / (360 / 256 / 2**15) / 2


class Table:
    """The editor's map with its middle at (0, 0), in pixels."""

    def __init__(self, page: Page) -> None:
        box = page.locator(".editor .canvas").bounding_box()
        assert box is not None
        self._page = page
        self._x, self._y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def click(self, x: float, y: float) -> None:
        self._page.mouse.move(self._x + x, self._y + y)
        self._page.mouse.click(self._x + x, self._y + y)
        self._page.wait_for_timeout(DOUBLE)

    def line(self, *points: tuple[float, float]) -> None:
        """Click from point to point, twice on the last one."""
        for x, y in points[:-1]:
            self.click(x, y)
        self._page.mouse.move(self._x + points[-1][0], self._y + points[-1][1])
        self._page.mouse.dblclick(self._x + points[-1][0], self._y + points[-1][1])
        self._page.wait_for_timeout(SETTLED)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self._page.mouse.move(self._x + start[0], self._y + start[1])
        self._page.mouse.down()
        self._page.mouse.move(self._x + end[0], self._y + end[1], steps=6)
        self._page.mouse.up()
        self._page.wait_for_timeout(SETTLED)


def use(page: Page, tool: str) -> None:
    page.get_by_role("button", name=ZH[f"tool.{tool}"], exact=True).click()


def area_of(item: Locator) -> float:
    found = re.search(r"([\d.]+) km²", item.locator(".figure").inner_text())
    assert found is not None
    return float(found[1])


@DESK
def test_a_block_drawn_beside_another_shares_its_edge_and_one_drawn_over_it_is_warned_of(visitor: Visitor) -> None:
    page = visitor.page
    office = Office(page)
    office.step(office.draft("画图的邻居", block("DZ1", 112.05)), "submit", "check", "approve", "enforce")
    visitor.go("/adjustments/new")
    page.get_by_label(ZH["editor.find"]).fill("DZ1")
    page.locator(".found button").first.click()
    page.wait_for_timeout(SETTLED)
    table = Table(page)
    use(page, "draw")
    table.line((30, -200), (330, -200), (330, 200), (30, 200))
    new = page.locator(".edits li li").first
    expect(new).to_contain_text(ZH["editor.overlap"].split("{")[0])
    visitor.picture("drawing-overlap")
    page.get_by_role("button", name=ZH["editor.undo"], exact=True).click()
    expect(page.locator(".edits > li")).to_have_count(0)

    # The corners are put near those of the neighbour, which attract them.
    page.get_by_label(ZH["editor.find"]).fill("DZ1")
    page.locator(".found button").first.click()
    page.wait_for_timeout(SETTLED)
    use(page, "draw")
    table.line(
        (HALF + 5, 4 - HALF),
        (HALF + 150, -HALF),
        (HALF + 150, HALF),
        (HALF + 4, HALF - 5),
    )
    expect(new.locator(".figure")).to_contain_text("km²")
    expect(new.locator("p")).to_have_count(0)
    page.locator("input[name=name]").fill("邻边区块")
    page.locator("input[name=minerals]").fill("煤")
    page.locator("input[name=minerals]").press("Enter")
    for name, words in (("title", "共边"), ("reason", "理由"), ("basis", "依据")):
        page.locator(f"[name={name}]").fill(words)
    page.get_by_role("button", name=ZH["editor.save"]).click()
    expect_state(page, ZH, "draft")
    key = page.url.rsplit("/", 1)[1]
    layer = page.request.get(f"/api/adjustments/{key}/map").json()["features"]
    drawn = next(each for each in layer if each["properties"]["side"] == "after")
    beside = next(each for each in layer if each["id"] == "DZ1")
    one, other = (shapely.from_geojson(page.evaluate("JSON.stringify", each["geometry"])) for each in (drawn, beside))
    assert shapely.intersection(one, other).area == 0
    assert shapely.intersection(one, other).length == pytest.approx(0.01, abs=1e-9)
    assert {(112.06, 38.05), (112.06, 38.06)} <= {*one.exterior.coords}


@DESK
def test_a_block_is_cut_joined_moved_reshaped_and_retired(visitor: Visitor) -> None:
    page = visitor.page
    office = Office(page)
    office.step(office.draft("要改的区块", block("DZ2", 112.15)), "submit", "check", "approve", "enforce")
    visitor.go("/adjustments/new")
    page.get_by_label(ZH["editor.find"]).fill("DZ2")
    page.locator(".found button").first.click()
    page.wait_for_timeout(SETTLED)
    table, edits = Table(page), page.locator(".edits > li")
    use(page, "split")
    table.line((20, -HALF - 60), (-30, 0), (20, HALF + 40))
    expect(edits).to_contain_text(f"{ZH['change.split']} DZ2")
    parts = edits.locator("li")
    expect(parts.nth(1)).to_contain_text("km²")
    assert area_of(parts.nth(0)) + area_of(parts.nth(1)) == pytest.approx(0.974, abs=0.002)
    expect(edits.locator("li p")).to_have_count(0)
    visitor.picture("drawing-split")
    page.get_by_role("button", name=ZH["editor.undo"], exact=True).click()

    table.click(0, 0)
    use(page, "reshape")
    table.drag((HALF, -HALF), (HALF + 40, -HALF - 20))
    expect(edits).to_contain_text(f"{ZH['change.change']} DZ2")
    expect(edits.locator("li")).to_contain_text("km²")
    assert area_of(edits.locator("li")) > 0.98
    use(page, "move")
    table.drag((0, 0), (25, 10))
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(edits).to_have_count(0)
    page.get_by_role("button", name=ZH["editor.retire"]).click()
    expect(edits).to_contain_text(f"{ZH['change.retire']} DZ2")

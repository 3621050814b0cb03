"""The map as people use it: search, ask what lies somewhere, layers, time, statistics, paper."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from e2e.conftest import Visitor

pytestmark = pytest.mark.enable_socket
WORDS = {
    language: json.loads(
        (Path(__file__).parents[2] / "frontend" / "src" / "i18n" / f"{language}.json").read_text(encoding="utf-8")
    )
    for language in ("zh", "en")
}
TWO = pytest.mark.parametrize("visitor", ["desktop-zh", "phone-en"], indirect=True)
DESK = pytest.mark.parametrize("visitor", ["desktop-zh"], indirect=True)
FIELDS = "/map?at=112.8845,38.0795,15&layers=permanent_basic_farmland"
LINK = (
    "/map?crs=EPSG:3857&at=112.66000,38.51500,12.00&day=2026-01-01&with=2021-06-01&swipe=30&panel=time"
    "&layers=ecological_redline,highway&hide=restoration_zone&opacity=plan:0.5,highway:0.7"
)


def _open_panel(visitor: Visitor) -> None:
    if visitor.size == "phone":
        visitor.page.get_by_role("button", name=WORDS[visitor.language]["map.layers"], exact=True).click()


def _asked(page: Page) -> dict[str, str]:
    """What stands in the address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def _wait(page: Page, done: Callable[[], bool]) -> None:
    """Until something has happened that the page itself does not show."""
    for _ in range(200):
        if done():
            return
        page.wait_for_timeout(100)
    pytest.fail("nothing came for 20 seconds")


@TWO
def test_a_mineral_is_searched_in_all_that_there_is_and_the_map_goes_to_what_is_chosen(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/map")
    _open_panel(visitor)
    search = page.get_by_label(words["map.search"])
    search.fill("石墨")
    hits = page.locator("[role=search] li")
    expect(hits.filter(has_text="青石梁石墨矿产地")).to_be_visible()
    assert hits.count() > 4
    hits.filter(has_text="青石梁石墨矿产地").get_by_role("button").click()
    expect(page.locator("section.feature")).to_contain_text("青石梁石墨矿产地")
    page.wait_for_url("**/map?**at=112.78*")
    visitor.picture("map-search")
    if visitor.size == "phone":
        _open_panel(visitor)
    search.fill("东山区")
    hits.filter(has_text="东山区").first.get_by_role("button").click()
    page.wait_for_url("**/map?**at=112.8*")


@TWO
def test_a_click_tells_of_everything_there_with_owner_and_area(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go(FIELDS)
    page.locator(".canvas").click()
    card = page.locator("section.feature")
    expect(card).to_contain_text("基本农田000")
    expect(card).to_contain_text("示例市自然资源局（示意图层）")
    expect(card).to_contain_text(words["map.official_area"])
    assert visitor.barriers() == []
    visitor.picture("map-identify")
    address = page.url
    visitor.go("/")
    visitor.go(address)
    expect(page.locator("section.feature")).to_contain_text("基本农田000")


@DESK
def test_several_features_under_one_click_are_all_listed(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/map?at=112.12,38.105,14&day=2026-01-01&layers=mining_right")
    page.locator(".canvas").click()
    entries = page.locator("section.feature details > summary")
    expect(entries.filter(has_text="铁帽山铁矿产地")).to_be_visible()
    expect(entries.filter(has_text="铁帽山铁矿").last).to_be_visible()
    assert entries.count() >= 2
    visitor.picture("map-hits")


@DESK
def test_a_figure_of_a_zone_leads_to_its_words_in_the_plan(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/map")
    page.get_by_label(words["map.search"]).fill("北川煤重点勘查区")
    page.locator("[role=search] li").filter(has_text="北川煤重点勘查区").first.get_by_role("button").click()
    card = page.locator("section.feature")
    expect(card).to_contain_text(words["map.in_the_plan"])
    card.locator("dl a").first.click()
    expect(page.locator("mark.shown, .shown").first).to_be_in_viewport()
    assert "/plans/" in page.url


@TWO
def test_layers_go_off_and_on_and_the_address_remembers(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/map")
    _open_panel(visitor)
    name = "生态保护红线" if visitor.language == "zh" else "Ecological red line"
    box = page.get_by_role("checkbox", name=name)
    expect(box).to_be_checked()
    box.uncheck()
    page.wait_for_url("**layers=**")
    assert "ecological_redline" not in _asked(page)["layers"]
    zone = page.get_by_role("checkbox", name=words["value.restoration_zone"])
    zone.uncheck()
    page.wait_for_url("**hide=restoration_zone**")
    visitor.picture("map-layers")
    visitor.go(page.url)
    _open_panel(visitor)
    expect(page.get_by_role("checkbox", name=name)).not_to_be_checked()
    expect(page.get_by_role("checkbox", name=words["value.restoration_zone"])).not_to_be_checked()


@DESK
def test_only_layers_that_are_shown_are_asked_for(visitor: Visitor) -> None:
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    visitor.go("/map?layers=ecological_redline&at=112.8,38.5,11")
    _wait(visitor.page, lambda: any("/layers/" in path and "/tiles/" in path for path in asked))
    tiles = {path.split("/")[4] for path in asked if path.startswith("/api/map/layers/")}
    assert tiles == {"ecological_redline"}
    assert {path.split("/")[6] for path in asked if "/tiles/" in path} == {"4490"}


@DESK
def test_the_first_view_asks_for_the_tiles_it_shows_and_for_no_list_of_features(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    visitor.go("/map")
    _wait(page, lambda: any("/tiles/" in path for path in asked))
    page.wait_for_load_state("networkidle")
    tiles = [path.split("/tiles/")[1].split("/") for path in asked if "/tiles/" in path and "/plans/" in path]
    assert len({zoom for _, zoom, *_ in tiles}) == 1, "tiles of a place where the map only begins"
    columns, rows = ([int(tile[k]) for tile in tiles] for k in (2, 3))
    assert (max(columns) - min(columns), max(rows) - min(rows)) <= (4, 4)
    assert not any(path.endswith("/features") for path in asked)
    page.locator("summary", has_text=words["value.deposit"]).click()
    page.get_by_role("button", name="青石梁石墨矿产地").click()
    expect(page.locator("section.feature")).to_contain_text("青石梁石墨矿产地")
    assert any(path.endswith("/features") for path in asked)
    visitor.picture("map-kind")


@DESK
def test_a_link_to_a_feature_leads_to_its_place(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/map")
    page.locator("summary", has_text=WORDS[visitor.language]["value.deposit"]).click()
    page.get_by_role("button", name="青石梁石墨矿产地").click()
    page.wait_for_url("**feature=**")
    asked = _asked(page)
    visitor.go(f"/map?plan={asked.get('plan', '')}&feature={asked['feature']}")
    expect(page.locator("section.feature")).to_contain_text("青石梁石墨矿产地")
    page.wait_for_url("**at=112.78*")


@TWO
def test_time_goes_on_by_days_of_change_and_two_days_are_compared(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/map?day=2021-01-01&panel=time")
    _open_panel(visitor)
    slider = page.locator("#day-slider")
    expect(slider).to_be_visible()
    page.get_by_role("button", name=words["map.later"]).click()
    page.wait_for_url("**day=2023-09-01**")
    slider.press("ArrowRight")
    page.wait_for_url("**day=2025-03-01**")
    page.get_by_label(words["map.compare_with"]).select_option("2021-01-01")
    changes = page.locator(".differences li")
    expect(changes.filter(has_text="北川一号煤矿山")).to_be_visible()
    expect(changes).to_have_count(3)
    if visitor.size == "phone":
        page.locator(".panel-button").click()
    swipe = page.get_by_label(words["map.swipe"])
    swipe.fill("20")
    page.wait_for_url("**swipe=20**")
    assert visitor.barriers() == []
    visitor.picture("map-swipe")


@DESK
def test_figures_of_the_view_come_as_a_table_and_as_a_file(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/map?panel=statistics&day=2026-01-01")
    row = page.locator("tr").filter(has_text=words["value.mine"])
    expect(row).to_contain_text("3")
    assert visitor.barriers() == []
    visitor.picture("map-statistics")
    with page.expect_download() as download:
        page.get_by_role("button", name=words["plans.csv"]).click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert words["value.mine"] in text
    assert "2026-01-01" in text


@DESK
@pytest.mark.parametrize(("paper", "box", "width"), [("A4", "841.89 595.28", 1754), ("A3", "1190.55 841.89", 2480)])
def test_the_map_goes_to_paper(visitor: Visitor, tmp_path: Path, paper: str, box: str, width: int) -> None:
    page = visitor.page
    visitor.go("/map?print=1")
    page.locator("select[name=paper]").select_option(paper)
    page.locator("select[name=scale]").select_option("500000")
    page.locator("input[name=title]").fill("示例市规划图")
    assert visitor.barriers() == []
    with page.expect_download() as download:
        page.locator(".form button", has_text="PDF").click()
    download.value.save_as(tmp_path / "map.pdf")
    content = (tmp_path / "map.pdf").read_bytes()
    assert content.startswith(b"%PDF-1.4")
    assert f"/MediaBox [0 0 {box}]".encode() in content
    with page.expect_download() as download:
        page.locator(".form button", has_text="PNG").click()
    download.value.save_as(tmp_path / "map.png")
    sheet = Image.open(tmp_path / "map.png").convert("RGB")
    assert sheet.width == width
    assert len(sheet.resize((300, 212)).getcolors(100_000) or []) > 200  # more than a blank sheet
    visitor.picture(f"map-print-{paper}")


@DESK
def test_a_link_shows_the_whole_view_again(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visitor.go(LINK)
    expect(page.get_by_label(words["map.crs"])).to_have_value("EPSG:3857")
    expect(page.get_by_label(words["map.day"], exact=True)).to_have_value("2026-01-01")
    expect(page.get_by_label(words["map.compare_with"])).to_have_value("typed")
    expect(page.get_by_label(words["map.swipe"])).to_have_value("30")
    _wait(
        page,
        lambda: (
            {"ecological_redline", "highway"}
            <= {url.split("/")[6] for url in asked if "/layers/" in url and "/tiles/" in url}
        ),
    )
    tiles = [url for url in asked if "/tiles/3857/" in url]
    assert {url.split("as_of=")[1] for url in tiles if "as_of=" in url} == {"2026-01-01", "2021-06-01"}
    assert {url.split("/")[6] for url in tiles if "/layers/" in url} == {"ecological_redline", "highway"}
    assert all(part in _asked(page)["at"] for part in ("112.66", "38.515", "12.00"))
    page.get_by_role("tab", name=words["panel.layers"]).click()
    expect(page.get_by_role("checkbox", name=words["value.restoration_zone"])).not_to_be_checked()


NOTE_NAMES = """
window.written = []; let frame = 0
const next = requestAnimationFrame.bind(window), write = CanvasRenderingContext2D.prototype.fillText
window.requestAnimationFrame = (draw) => next((now) => { frame++; draw(now) })
CanvasRenderingContext2D.prototype.fillText = function (words, ...rest) {
  window.written.push([frame, words])
  return write.call(this, words, ...rest)
}
"""


def _written(page: Page) -> Counter[str]:
    """How often each name stands on the map as it was drawn last."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    written = page.evaluate("window.written")
    return Counter(words for frame, words in written if frame == written[-1][0])


def _in_two_parts(route: Route) -> None:
    """Divisions with a small part beside the large one, as many a real county has."""
    answer = route.fetch()
    layer = answer.json()
    for feature in layer["features"]:
        (ring,) = feature["geometry"]["coordinates"]
        west, south = min(x for x, _ in ring), min(y for _, y in ring)
        small = [[west + x, south + y] for x, y in ((0.01, 0.01), (0.06, 0.01), (0.06, 0.06), (0.01, 0.01))]
        feature["geometry"] = {"type": "MultiPolygon", "coordinates": [[small], [ring]]}
    route.fulfill(response=answer, json=layer)


@DESK
@pytest.mark.parametrize(
    ("view", "name"),
    [
        ("", "北川县"),
        ("at=112.3,38.3,10.50&layers=ecological_redline,nature_reserve&pick=112.3,38.4,3000", "北川煤重点勘查区"),
        ("at=112.14,38.12,12.40&layers=ecological_redline&pick=112.12,38.105,300", "铁帽山铁矿产地"),
        ("at=112.884,38.0795,15.00&layers=permanent_basic_farmland&pick=112.8845,38.0795,10", "基本农田000"),
        ("crs=EPSG:3857&at=112.66,38.3,11.00&layers=ecological_redline", "北川煤重点开采区"),
    ],
)
def test_each_name_is_written_once_whatever_tiles_and_parts_its_feature_has(
    visitor: Visitor, view: str, name: str
) -> None:
    page = visitor.page
    page.add_init_script(NOTE_NAMES)
    page.route("**/api/map/divisions/99*", _in_two_parts)
    visitor.go(f"/map?{view}")
    written = _written(page)
    assert written[name] == 1
    assert {words: times for words, times in written.items() if times > 1} == {}
    visitor.picture("map-names")


@DESK
def test_the_keyboard_moves_the_map_and_asks_what_lies_at_its_cross(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go(FIELDS)
    page.locator(".canvas").focus()
    page.keyboard.press("Enter")
    expect(page.locator("section.feature")).to_contain_text("基本农田000")
    before = _asked(page)["at"]
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => !decodeURIComponent(location.search).includes(before)", arg=before)
    page.keyboard.press("+")
    page.wait_for_function("() => decodeURIComponent(location.search).includes(',16.00')")


@TWO
def test_a_place_is_found_by_its_coordinates_and_the_link_keeps_what_lies_there(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/map?day=2026-01-01&layers=mining_right")
    _open_panel(visitor)
    search = page.get_by_label(words["map.search"])
    search.fill("112°07′12″E 38°06′18″N")
    expect(page.get_by_role("button", name=words["map.read_corners"])).to_be_visible()
    search.press("Enter")
    page.wait_for_url("**pick=112.12*")
    card = page.locator("section.feature")
    expect(card).to_contain_text("铁帽山铁矿")
    card.locator("summary").filter(has_text="铁帽山铁矿").last.click()
    expect(card).to_contain_text(words["attribute.elevation_top"])
    expect(card).not_to_contain_text("elevation_top")
    visitor.picture("map-place")
    visitor.go(page.url)
    expect(card).to_contain_text("铁帽山铁矿")


@DESK
def test_the_number_of_a_right_is_a_word_and_years_are_no_coordinates(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS["zh"]
    visitor.go("/map")
    search = page.get_by_label(words["map.search"])
    for text in ("C1400002011034130109876", "2021-2025"):
        search.fill(text)
        expect(page.get_by_role("button", name=words["map.read_corners"])).to_have_count(0)
    search.fill("C9901003")
    expect(page.locator("[role=search] li")).to_contain_text(["铁帽山铁矿"])

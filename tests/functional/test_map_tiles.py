"""Tiles of a plan are the same on either store; tiles of layers hide from the public what is not public; browsers ask again cheaply."""

from datetime import date
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from starlette.testclient import TestClient

from kuanggui.app.atlas.catalogue import Catalogue, layer_tile
from kuanggui.app.atlas.ground import Grounds
from kuanggui.app.atlas.plan_tiles import plan_tile
from kuanggui.app.authority import Credentials
from kuanggui.app.example import example_city
from kuanggui.app.features import LoadOptions, load_features
from kuanggui.app.import_ import import_file
from kuanggui.app.layers import add_layer
from kuanggui.app.plans import list_plans
from kuanggui.app.stock import stock_at
from kuanggui.app.users import add_user, issue_token
from kuanggui.model.feature import FeatureKind
from kuanggui.model.user import Role, User
from kuanggui.spatial.layer.opened import open_layer
from kuanggui.spatial.layer.snapshot import LayerLabel, make_snapshot
from kuanggui.spatial.layer.sources import SourceOptions
from kuanggui.spatial.tile.grid import EXTENT, Grid, Tile
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings

PLAN = "示例市矿产资源总体规划.txt"
DAY = date(2026, 1, 1)
PASSWORD = "correct horse battery"
CENTRE = np.array([[112.12, 38.105]])


def plan_with_blocks(location: str) -> str:
    """The example plan with the blocks and rights of the example city; gives its id."""
    import_file(Path(__file__).resolve().parents[2] / "examples" / PLAN, location)
    _, layers = example_city()
    for path in layers:
        if path.stem in {"mining_block", "mining_right", "exploration_block"}:
            load_features(path, location, LoadOptions(FeatureKind(path.stem), valid_from=date(2021, 1, 1)))
    return list_plans(location)[0].id


def tile_at(grid: Grid, zoom: int) -> Tile:
    x, y = Tile(grid, zoom, 0, 0).place(CENTRE)[0] / EXTENT
    return Tile(grid, zoom, int(x), int(y))


def read_tile(tile: bytes, folder: Path, layer: str) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Properties and shapes of a layer of a tile, as GDAL reads them."""
    path = folder / "tile.mvt"
    path.write_bytes(tile)
    meta, _, wkb, columns = pyogrio.raw.read(path, layer=layer)
    return dict(zip(meta["fields"], columns, strict=True)), shapely.from_wkb(wkb)


@pytest.fixture(scope="module")
def tiles_of_file(tmp_path_factory: pytest.TempPathFactory) -> dict[Tile, bytes]:
    database = str(tmp_path_factory.mktemp("file") / "plans.db")
    return _tiles(database, plan_with_blocks(database))


def _tiles(database: str, plan: str) -> dict[Tile, bytes]:
    grounds = Grounds(database)
    tiles = {tile_at(grid, zoom): b"" for grid in Grid for zoom in (4, 8, 11, 14)}
    made = {tile: plan_tile(grounds.on(plan, DAY), tile) for tile in tiles}
    grounds.close()
    return made


def test_either_store_gives_the_same_bytes(location: str, tiles_of_file: dict[Tile, bytes]) -> None:
    made = _tiles(location, plan_with_blocks(location))
    assert made == tiles_of_file
    assert all(made.values())


def test_a_tile_holds_features_with_their_names_and_tiny_ones_as_points(
    tiles_of_file: dict[Tile, bytes], tmp_path: Path
) -> None:
    columns, shapes = read_tile(tiles_of_file[tile_at(Grid.MERCATOR, 8)], tmp_path, "features")
    assert {"铁帽山铁矿", "南岭县铁帽山西铁矿"} <= set(columns["name"])
    assert set(columns["kind"]) == {"mining_block", "mining_right", "exploration_block"}
    kinds = dict(zip(columns["name"], (shape.geom_type for shape in shapes), strict=True))
    assert kinds["北川县松岭铜矿详查"] == "Polygon"
    _, shapes = read_tile(tiles_of_file[tile_at(Grid.MERCATOR, 4)], tmp_path, "features")
    assert {shape.geom_type for shape in shapes} == {"Point"}
    columns, shapes = read_tile(tiles_of_file[tile_at(Grid.MERCATOR, 14)], tmp_path, "features")
    assert {shape.geom_type for shape in shapes} == {"Polygon"}


def test_a_name_is_written_in_one_tile_only(tmp_path: Path) -> None:
    database = str(tmp_path / "plans.db")
    plan = plan_with_blocks(database)
    grounds = Grounds(database)
    ground = grounds.on(plan, DAY)
    labels: list[str] = []
    here = tile_at(Grid.DEGREES, 12)
    for column in range(here.column - 8, here.column + 9):
        for row in range(here.row - 8, here.row + 9):
            tile = plan_tile(ground, Tile(Grid.DEGREES, 12, column, row))
            path = tmp_path / "t.mvt"
            path.write_bytes(tile)
            if tile and "labels" in pyogrio.list_layers(path)[:, 0]:
                labels += read_tile(tile, tmp_path, "labels")[0]["name"].tolist()
    grounds.close()
    assert "铁帽山铁矿" in labels
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("grid", list(Grid))
def test_a_name_of_a_layer_is_written_in_one_tile_only_and_inside_its_feature(tmp_path: Path, grid: Grid) -> None:
    (source,) = [path for path in example_city()[1] if path.stem == "ecological_redline"]
    make_snapshot(source, tmp_path / "redline", LayerLabel("redline", "ecological_redline", "2025-12-31", "示例局"))
    layer = open_layer(tmp_path / "redline")
    west, south, east, north = layer.box or pytest.fail("an empty layer")
    (left, top), (right, bottom) = (
        Tile(grid, 12, 0, 0).place(np.array([corner]))[0] // EXTENT for corner in ((west, north), (east, south))
    )
    found = []
    for column in range(int(left), int(right) + 1):
        for row in range(int(top), int(bottom) + 1):
            tile = layer_tile(layer, Tile(grid, 12, column, row))
            (tmp_path / "t.mvt").write_bytes(tile)
            if tile and "labels" in pyogrio.list_layers(tmp_path / "t.mvt")[:, 0]:
                columns, points = read_tile(tile, tmp_path, "labels")
                _, shapes = read_tile(tile, tmp_path, "features")
                assert all(shapely.intersects(shapes, point).any() for point in points)
                found += columns["name"].tolist()
    assert len(found) > 1
    assert len(found) == len(set(found))


def test_only_what_has_room_for_its_name_bears_it_and_the_point_of_the_name_lies_inside(tmp_path: Path) -> None:
    database = str(tmp_path / "plans.db")
    plan = plan_with_blocks(database)
    horseshoe = shapely.Polygon(
        [(112.0, 38.0), (112.3, 38.0), (112.3, 38.2), (112.28, 38.2), (112.28, 38.02), (112.02, 38.02), (112.02, 38.2), (112.0, 38.2)]
    )  # fmt: skip
    assert not horseshoe.contains(horseshoe.centroid)
    source = tmp_path / "horseshoe.geojson"
    pyogrio.raw.write(
        source, shapely.to_wkb([horseshoe]), [np.array(["马蹄区"], dtype=object)], ["名称"],
        driver="GeoJSON", crs="EPSG:4490", geometry_type="Polygon",
    )  # fmt: skip
    load_features(source, database, LoadOptions(FeatureKind.RESTORATION_ZONE, valid_from=date(2021, 1, 1)))
    grounds = Grounds(database)
    for grid in Grid:
        tile = tile_at(grid, 8)
        columns, points = read_tile(plan_tile(grounds.on(plan, DAY), tile), tmp_path, "labels")
        assert columns["name"].tolist() == ["马蹄区"], "blocks are far too small at this level"
        shapes = read_tile(plan_tile(grounds.on(plan, DAY), tile), tmp_path, "features")
        (shape,) = shapes[1][shapes[0]["name"] == "马蹄区"]
        assert shape.contains(points[0])
    grounds.close()


@pytest.fixture
def site(tmp_path: Path) -> tuple[TestClient, str]:
    """A server over the example with red line, open to the public, and farmland, which is not."""
    database = str(tmp_path / "plans.db")
    plan = plan_with_blocks(database)
    _, layers = example_city()
    for path in layers:
        if path.stem in {"ecological_redline", "permanent_basic_farmland", "highway", "heritage_site"}:
            label = LayerLabel(path.stem, path.stem, "2025-12-31", "示例局", path.stem == "ecological_redline")
            add_layer(
                path, stock_at(database), label, repair=False, given=SourceOptions(), progress=lambda done, total: None
            )
    app = create_app(Settings(db=database, site=tmp_path / "site"))
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False), plan


def _address(tile: Tile) -> str:
    return f"tiles/{tile.grid}/{tile.zoom}/{tile.column}/{tile.row}"


def test_a_tile_is_sent_once_and_then_asked_for_by_its_mark(site: tuple[TestClient, str]) -> None:
    client, plan = site
    path = f"/api/map/plans/{plan}/{_address(tile_at(Grid.DEGREES, 10))}"
    first = client.get(path)
    assert (first.status_code, first.headers["content-type"]) == (200, "application/vnd.mapbox-vector-tile")
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{path}?as_of=2020-01-01").headers["etag"] != first.headers["etag"]
    assert client.get(f"{path}?as_of=2020-01-01").content == b""


def test_a_tile_that_cannot_be_is_not_found(site: tuple[TestClient, str]) -> None:
    client, plan = site
    assert client.get(f"/api/map/plans/{plan}/tiles/4490/1/0/1").status_code == 404
    assert client.get(f"/api/map/plans/none/{_address(tile_at(Grid.DEGREES, 10))}").status_code == 404
    assert client.get(f"/api/map/plans/{plan}/tiles/4326/1/0/0").status_code == 422
    assert client.get("/api/map/layers/none/tiles/4490/1/0/0").status_code == 404


def test_a_layer_is_shown_as_it_is_near_by_and_as_cells_from_afar(site: tuple[TestClient, str], tmp_path: Path) -> None:
    client, _ = site
    listed = {each["name"]: each for each in client.get("/api/map/layers").json()}
    assert listed["ecological_redline"]["title"] == "生态保护红线"
    assert listed["ecological_redline"]["owner"] == "示例局"
    assert listed["permanent_basic_farmland"]["box"] == pytest.approx([112.2, 38.078, 112.9092, 38.304])
    fields = Tile(Grid.DEGREES, 14, *_cell(14, 112.89, 38.085))
    near = client.get(f"/api/map/layers/permanent_basic_farmland/{_address(fields)}").content
    _, shapes = read_tile(near, tmp_path, "features")
    assert len(shapes) == 15
    columns, _ = read_tile(near, tmp_path, "labels")
    assert "基本农田000" in columns["name"]
    assert len(set(columns["name"])) == len(columns["name"])
    afar = client.get(f"/api/map/layers/permanent_basic_farmland/{_address(tile_at(Grid.DEGREES, 6))}").content
    columns, _ = read_tile(afar, tmp_path, "cells")
    assert set(columns["share"]) <= {20, 40, 60, 80, 100}
    for figures in ("highway", "heritage_site"):
        assert client.get(f"/api/map/layers/{figures}/{_address(tile_at(Grid.MERCATOR, 7))}").content


def test_many_features_in_a_tile_go_without_names(tmp_path: Path) -> None:
    boxes = [
        shapely.box(112.5 + k % 40 / 100, 38 + k // 40 / 100, 112.509 + k % 40 / 100, 38.009 + k // 40 / 100)
        for k in range(400)
    ]
    names = np.array([f"第{k}号" for k in range(len(boxes))], dtype=object)
    source = tmp_path / "many.gpkg"
    pyogrio.raw.write(
        source, shapely.to_wkb(boxes), [names], ["名称"], driver="GPKG", crs="EPSG:4490", geometry_type="Polygon"
    )
    make_snapshot(source, tmp_path / "many", LayerLabel("many", "forest_park", "2025-12-31", "示例局"))
    layer = open_layer(tmp_path / "many")
    tile = layer_tile(layer, Tile(Grid.DEGREES, 9, *_cell(9, 112.7, 38.05)))
    (tmp_path / "t.mvt").write_bytes(tile)
    assert pyogrio.list_layers(tmp_path / "t.mvt")[:, 0].tolist() == ["features"]
    assert len(read_tile(tile, tmp_path, "features")[1]) == 400


def _cell(zoom: int, lon: float, lat: float) -> tuple[int, int]:
    x, y = Tile(Grid.DEGREES, zoom, 0, 0).place(np.array([[lon, lat]]))[0] / EXTENT
    return int(x), int(y)


def test_a_stranger_meets_public_layers_only_and_no_tile(site: tuple[TestClient, str], tmp_path: Path) -> None:
    client, _ = site
    database = str(tmp_path / "plans.db")
    add_user(database, User("admin", Role.ADMIN, "000000", ""), PASSWORD)
    token = issue_token(database, "admin", PASSWORD, "test")
    catalogue = Catalogue(stock_at(database))
    assert [layer.name for layer in catalogue.layers(Credentials())] == ["ecological_redline"]
    assert catalogue.layer("permanent_basic_farmland", Credentials()) is None
    assert len(catalogue.layers(Credentials(token=token))) == 4
    farmland = f"/api/map/layers/permanent_basic_farmland/{_address(tile_at(Grid.DEGREES, 9))}"
    assert client.get(farmland).status_code == 401
    assert client.get(farmland, headers={"Authorization": f"Bearer {token}"}).status_code == 200

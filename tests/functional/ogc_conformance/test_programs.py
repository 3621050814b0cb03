"""QGIS and OWSLib, which are not ours, read a running server."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from owslib.ogcapi.features import Features

from functional.ogc_conformance.conftest import DRAWN, UNDRAWN, Filled, outline
from servers.web import running

pytestmark = pytest.mark.enable_socket
PUBLIC = "api/public/ogc"
PAGE = 5


@pytest.fixture
def address(filled: Filled, tmp_path: Path) -> Iterator[str]:
    """Where a server of the database answers, without a slash at the end."""
    command = ["serve", "--db", filled.database, "--port", "0"]
    with running(command, tmp_path / "log", KUANGGUI_FILES=str(tmp_path)) as client:
        yield f"{client.base_url}{PUBLIC}"


def _qgis(tmp_path: Path, algorithm: str, source: str, *more: str) -> list[dict[str, Any]]:
    """What QGIS writes of a layer when it runs one of its algorithms on it."""
    # Debian's wrapper gives the program an option that it does not know.
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.fail("QGIS is missing") if os.environ.get("CI") else pytest.skip("QGIS is missing (qgis)")
    home, target = tmp_path / "home", tmp_path / f"{algorithm}.geojson"
    home.mkdir(mode=0o700, exist_ok=True)
    # The path is the system's: QGIS brings its Python to life by the first one that it finds.
    own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "offscreen", "PATH": os.defpath}
    command = [program, "run", f"native:{algorithm}", f"--INPUT={source}", f"--OUTPUT={target}", *more]
    done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=300)
    assert target.exists(), done.stdout + done.stderr
    features: list[dict[str, Any]] = json.loads(target.read_text(encoding="utf-8"))["features"]
    return features


def test_qgis_reads_every_page_with_every_shape_where_it_lies(address: str, tmp_path: Path) -> None:
    source = f"OAPIF://url='{address}' typename='zones' pageSize='{PAGE}'"
    features = _qgis(tmp_path, "savefeatures", source)
    shapes = {one["properties"]["name"]: one["geometry"] for one in features}
    assert len(features) == len(shapes) == DRAWN + UNDRAWN
    for number in range(DRAWN):
        assert shapely.geometry.shape(shapes[f"区{number}"]).equals(outline(number))
    box = "--EXTENT=112.31,112.42,38.01,38.02 [EPSG:4326]"
    met = _qgis(tmp_path, "extractbyextent", source, box)
    assert {one["properties"]["name"] for one in met} == {"区3", "区4"}


def test_owslib_finds_its_way_from_the_address_to_each_feature(address: str) -> None:
    service = Features(address)
    assert "/collections/zones/items" in service.api()["paths"]
    assert service.conformance()["conformsTo"]
    assert "zones" in service.feature_collections()
    found = dict[str, Any]()
    while page := service.collection_items("zones", limit=PAGE, offset=len(found))["features"]:
        found |= {feature["id"]: feature for feature in page}
    assert len(found) == DRAWN + UNDRAWN
    for key, feature in found.items():
        assert service.collection_item("zones", key)["geometry"] == feature["geometry"]
    met = service.collection_items("zones", bbox=[112.31, 38.01, 112.42, 38.02])
    assert met["numberMatched"] == 2 + UNDRAWN
    past = service.collection_items("zones", datetime_="2023-01-01/2023-12-31")
    assert past["numberMatched"] == DRAWN + UNDRAWN + 1

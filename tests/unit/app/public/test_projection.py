"""A projection is refused where it names something that is not known."""

from pathlib import Path
from typing import Any

import pytest
import shapely
import yaml

from kuanggui.app.public.projection import PACKAGE, Generalisation, ShapeForm, load_projection
from kuanggui.app.public.shapes import generalise
from kuanggui.errors import InputError

SQUARE = shapely.box(112.1234567, 38.1234567, 112.2, 38.2)


def _changed(tmp_path: Path, path: tuple[str, ...], value: Any) -> Path:
    content = yaml.safe_load((PACKAGE / "projection.yaml").read_text(encoding="utf-8"))
    inner = content
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    changed = tmp_path / "projection.yaml"
    changed.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return changed


def test_what_may_be_secret_is_not_in_the_projection_that_comes_with_the_program() -> None:
    projection = load_projection()
    kinds = {kind.value for view in projection.layers.values() for kind in view.kinds}
    assert kinds.isdisjoint({"strategic_reserve_area", "deposit", "mine", "survey_area"})
    assert projection.parts.keys().isdisjoint({"resources", "provisions", "survey_projects", "recoveries"})


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("layers", "zones", "kinds"), ["mining_bloc"], "mining_bloc"),
        (("layers", "zones", "fields"), ["name", "source"], "source"),
        (("layers", "zones", "statuses"), ["draft"], "draft"),
        (("parts", "ressources"), ["name"], "ressources"),
        (("changes",), ["since", "remarks"], "remarks"),
        (("layers", "zones", "geometry"), {"form": "exact"}, "form"),
        (("layers", "zones", "geometrie"), {}, "geometrie"),
        (("license",), {"zh": "可用"}, "en"),
    ],
)
def test_a_slip_in_a_projection_is_refused(tmp_path: Path, path: tuple[str, ...], value: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        load_projection(_changed(tmp_path, path, value))


def test_a_projection_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="KUANGGUI_PUBLIC_PROJECTION"):
        load_projection(tmp_path / "none.yaml")


@pytest.mark.parametrize("form", list(ShapeForm))
def test_each_form_of_a_shape_is_no_more_exact_than_it_says(form: ShapeForm) -> None:
    shape = generalise(shapely.to_wkb(SQUARE), Generalisation(form, digits=2, tolerance_m=2000))
    if form is ShapeForm.NONE:
        assert shape is None
        return
    assert shape is not None
    assert shape.is_valid
    exact = any(x == 112.1234567 for x, _ in shapely.get_coordinates(shape).tolist())
    assert exact is (form is not ShapeForm.ROUNDED)
    assert shapely.hausdorff_distance(shape, SQUARE) < 0.02


def test_a_shape_smaller_than_the_grid_is_shown_as_its_cell() -> None:
    tiny = shapely.box(112.1001, 38.1001, 112.1002, 38.1002)
    shape = generalise(shapely.to_wkb(tiny), Generalisation(ShapeForm.ROUNDED, digits=2))
    assert shape is not None
    assert shapely.bounds(shape).tolist() == [112.1, 38.1, 112.11, 38.11]

"""Faults of shapes are told with the corner next to them."""

import pytest

from kuanggui.spatial.formats.inspecting import inspect
from kuanggui.spatial.formats.recognising import read_text


def _doubts(*corners: tuple[int, int]) -> list[str]:
    lines = [f"J{k},{3837000 + north},{38520000 + east}" for k, (east, north) in enumerate(corners, 1)]
    return [doubt.text for doubt in inspect(read_text("甲\n点号,X,Y\n" + "\n".join(lines))).doubts]


def test_a_sound_range_gives_no_doubt() -> None:
    assert _doubts((0, 0), (800, 0), (800, 600), (0, 600)) == []


@pytest.mark.parametrize(
    ("corners", "expected"),
    [
        (((0, 0), (800, 0), (0, 600), (800, 590)), "自相交"),
        (((0, 0), (800, 0), (800, 0), (800, 600)), "重复点，相距 0.000 m，在点 J2 附近"),
        (((0, 0), (800, 0), (800, 600), (800, 900), (800, 600), (0, 600)), "尖刺，长 300.00 m，在点 J4 附近"),
        (((0, 0), (800, 0), (400, 0)), "面积为零，在点 J1 附近"),
    ],
)
def test_a_fault_is_named_with_its_corner(corners: tuple[tuple[int, int], ...], expected: str) -> None:
    assert any(text.startswith(expected) for text in _doubts(*corners)), _doubts(*corners)


def test_areas_of_crossing_shapes_are_called_unreliable() -> None:
    (text,) = [text for text in _doubts((0, 0), (800, 0), (0, 600), (800, 590)) if "自相交" in text]
    assert text.endswith("面积不可靠，请核对点序")


def test_several_parts_of_one_range_are_told() -> None:
    rows = ["圈号,圈标志,点号,X,Y"]
    for ring, east in ((1, 0), (2, 5000)):
        rows += [
            f"{ring},1,{k},{3837000 + y},{38520000 + east + x}"
            for k, (x, y) in enumerate(((0, 0), (80, 0), (80, 60)), 1)
        ]
    texts = [doubt.text for doubt in inspect(read_text("\n".join(rows))).doubts]
    assert texts == ["多个不相连的范围，共 2 个，在点 1 附近"]

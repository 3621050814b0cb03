"""Where the example plan is."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from kuanggui.errors import InputError

PLAN = "示例市矿产资源总体规划.docx"
ANNEXES = "示例市规划附表.xlsx"


def example_file(name: str) -> Path:
    """The path of a file of the example; raises InputError when it was not installed."""
    package = Path(str(files("kuanggui")))
    for folder in (package / "example", package.parents[1] / "examples"):
        if (folder / name).is_file():
            return folder / name
    raise InputError(f"{name}：没有随程序安装；请重新安装，或在源代码目录中运行")


def example_city() -> tuple[Path, list[Path]]:
    """The screening cases of the example and its illustrative layers, one file a kind; raises InputError when not installed."""
    cases = example_file("city/cases.yaml")
    return cases, sorted((cases.parent / "layers").glob("*.geojson"))


def example_features() -> list[Path]:
    """Features of the example city for the plan database: `KIND.geojson`, or `KIND_DAY.geojson` where they began on a day of their own."""
    return sorted((example_file("city/cases.yaml").parent / "features").glob("*.geojson"))

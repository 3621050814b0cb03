"""Builds the example plan: the document in two forms and its annex workbook, all from the two content files."""

import sys
from pathlib import Path

from rendering.reading import read_annexes, read_plan
from rendering.text import render_text
from rendering.word import render_word
from rendering.workbook import render_workbook

HERE = Path(__file__).resolve().parent
PLAN = "示例市矿产资源总体规划"
ANNEXES = "示例市规划附表"


def build(directory: Path) -> list[Path]:
    """Writes the three files into `directory` and returns their paths."""
    blocks = read_plan(HERE / "plan_content.yaml")
    sheets = read_annexes(HERE / "annex_content.yaml")
    files = {
        f"{PLAN}.txt": render_text(blocks).encode(),
        f"{PLAN}.docx": render_word(blocks, PLAN),
        f"{ANNEXES}.xlsx": render_workbook(sheets, ANNEXES),
    }
    for name, data in files.items():
        (directory / name).write_bytes(data)
    return [directory / name for name in files]


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if sys.argv[1:] else HERE):
        print(path)

"""Small invented plans written as text exports, and read to the end."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kuanggui.ingest.phases import read
from kuanggui.ingest.plan import read_plan
from kuanggui.model.plan import Plan

HEAD = """示例市矿产资源总体规划（2021-2025年）

总　则
本规划以2020年为基期，规划期为2021-2025年，展望到2035年。示例市下辖东山区、北川县、南岭县。

第一章　布局
"""


@pytest.fixture
def table() -> Callable[[str, Sequence[str]], str]:
    """A function that writes a captioned table as word processors export it: cells are parted by |, rows by lines."""

    def write(caption: str, rows: Sequence[str]) -> str:
        cells = ["\n".join(f"\t{cell}" for cell in row.split("|")) for row in rows]
        return "\n" + "\n\n".join([f"\t{caption}", *cells]) + "\n\n\n"

    return write


@pytest.fixture
def plan_of(tmp_path: Path) -> Callable[..., Plan]:
    """A function that reads a plan of 示例市 with the given text behind its head."""

    def make(text: str, words: str | None = None) -> Plan:
        path = tmp_path / "plan.txt"
        path.write_text(HEAD + text, encoding="utf-8")
        own = None
        if words is not None:
            own = tmp_path / "words.yaml"
            own.write_text(words, encoding="utf-8")
        return read_plan(read(path), own)

    return make

"""The committed files of the invented plans are what their scripts build, and their forms hold the same content."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import canonicalize
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P

ROOT = Path(__file__).resolve().parents[2]
BUILDERS = [ROOT / "examples" / "build.py", ROOT / "tests" / "fixtures" / "plans" / "yunze" / "build.py"]
IDS = [path.parent.name for path in BUILDERS]


def _build(script: Path, target: Path) -> list[Path]:
    run = subprocess.run([sys.executable, script, target], capture_output=True, text=True, encoding="utf-8", check=True)
    return [Path(line) for line in run.stdout.splitlines()]


def _content(path: Path) -> dict[str, str]:
    if path.suffix == ".txt":
        return {"": path.read_text("utf-8")}
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return {name: _comparable(name, data) for name, data in parts.items()}


def _comparable(name: str, data: bytes) -> str:
    return canonicalize(data.decode()) if name.endswith((".xml", ".rels")) else data.hex()


@pytest.fixture(scope="module", params=BUILDERS, ids=IDS)
def script(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def built(script: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return _build(script, tmp_path_factory.mktemp(script.parent.name))


def test_committed_files_are_what_the_script_builds(script: Path, built: list[Path]) -> None:
    assert {path.name: _content(path) for path in built} == {
        path.name: _content(script.parent / path.name) for path in built
    }


def test_a_second_build_has_the_same_bytes(script: Path, built: list[Path], tmp_path: Path) -> None:
    assert [path.read_bytes() for path in _build(script, tmp_path)] == [path.read_bytes() for path in built]


def test_word_and_text_form_hold_the_same_paragraphs_and_cells(script: Path) -> None:
    (word,) = script.parent.glob("*.docx")
    assert list(_word_lines(word)) == list(_text_lines(word.with_suffix(".txt")))


def _word_lines(path: Path) -> Iterator[str]:
    for part in Document(str(path)).element.body.iterchildren():
        if isinstance(part, CT_P) and part.text:
            yield part.text
        if isinstance(part, CT_Tbl):
            yield from ("\t" + _cell_text(cell) for row in part.tr_lst for cell in row.tc_lst)


def _cell_text(cell: CT_Tc) -> str:
    return "" if cell.vMerge == "continue" else "\n".join(part.text for part in cell.iterchildren(qn("w:p")))


def _text_lines(path: Path) -> Iterator[str]:
    text = re.sub(r"\[bookmark: \w+\]", "", path.read_text("utf-8"))
    # A line without a tab belongs to the cell above it as long as no blank line ended the row.
    for block in re.split(r"\n{2,}", text):
        lines = re.split(r"\n(?=\t)", block)
        yield from (line for line in lines[0].split("\n") if line) if not lines[0].startswith("\t") else (lines[0],)
        yield from lines[1:]

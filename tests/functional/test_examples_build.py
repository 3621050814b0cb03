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


@pytest.mark.parametrize("script", BUILDERS, ids=IDS)
def test_committed_files_are_what_the_script_builds(script: Path, tmp_path: Path) -> None:
    for built in _build(script, tmp_path):
        assert _content(built) == _content(script.parent / built.name)


@pytest.mark.parametrize("script", BUILDERS, ids=IDS)
def test_two_builds_have_the_same_bytes(script: Path, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    pairs = zip(_build(script, tmp_path / "one"), _build(script, tmp_path / "two"), strict=True)
    assert all(one.read_bytes() == two.read_bytes() for one, two in pairs)


@pytest.mark.parametrize("script", BUILDERS, ids=IDS)
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

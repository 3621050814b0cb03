"""The same plan as text export, DOCX and PDF gives the same reading: only places differ, and what a text export has lost."""

import dataclasses
import os
import shutil
import subprocess
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from kuanggui.ingest.phases import read
from kuanggui.model.box import Box, BoxCell, Fill
from kuanggui.model.document import Document
from kuanggui.model.located import LocatedText
from kuanggui.model.place import Place
from kuanggui.model.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
PLANS = {
    "example": ROOT / "examples" / "示例市矿产资源总体规划",
    "yunze": ROOT / "tests" / "fixtures" / "plans" / "yunze" / "云泽市矿产资源总体规划",
}
PARTS = ("title", "region", "sections", "clauses", "numbers", "facts", "breakdowns", "changes", "shares", "references")
PLACES = {"line", "line_start", "line_end"}


def plain(value: Any) -> Any:
    """A record as tuples and lists, without its places."""
    if isinstance(value, Place | Document):
        return None
    if isinstance(value, LocatedText):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return [(f.name, plain(getattr(value, f.name))) for f in dataclasses.fields(value) if f.name not in PLACES]
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value


def heading(box: Box) -> dict[str, object]:
    return {
        "names": (box.id, box.label, box.number, box.title, box.unit_note, box.section),
        "columns": [column.name for column in box.columns],
        "roles": [row.role for row in box.rows],
        "notes": [note.text for note in box.notes],
        "items": [item.text for item in box.items],
    }


def agree(one: BoxCell, other: BoxCell) -> bool:
    """Whether two cells show the same; a text export does not tell an empty cell from one that is merged with the cell above."""
    return one.value == other.value or (not one.value and other.fill is Fill.DOWN)


@pytest.fixture(scope="module", params=sorted(PLANS))
def plan(request: pytest.FixtureRequest) -> Path:
    return PLANS[request.param]


@pytest.fixture(scope="module")
def docx(plan: Path) -> Reading:
    return read(plan.with_suffix(".docx"))


@pytest.fixture(scope="module")
def text(plan: Path) -> Reading:
    return read(plan.with_suffix(".txt"))


@pytest.fixture(scope="module")
def pdf(plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """The DOCX printed by LibreOffice."""
    if shutil.which("soffice") is None and "CI" not in os.environ:
        pytest.skip("soffice is not on the PATH")
    folder = tmp_path_factory.mktemp("pdf")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    source = plan.with_suffix(".docx")
    subprocess.run([*command, "--outdir", str(folder), str(source)], capture_output=True, check=True, timeout=180)
    return read(folder / f"{plan.name}.pdf")


@pytest.mark.parametrize("part", PARTS)
def test_text_and_docx_agree(text: Reading, docx: Reading, part: str) -> None:
    assert plain(getattr(text, part)) == plain(getattr(docx, part))


@pytest.mark.parametrize("part", PARTS)
def test_pdf_and_docx_agree(pdf: Reading, docx: Reading, part: str) -> None:
    assert plain(getattr(pdf, part)) == plain(getattr(docx, part))


def test_boxes_of_text_and_docx_agree(text: Reading, docx: Reading) -> None:
    assert list(map(heading, text.boxes)) == list(map(heading, docx.boxes))
    for one, other in zip(text.boxes, docx.boxes, strict=True):
        for row, same in zip(one.rows, other.rows, strict=True):
            assert all(map(agree, row.cells, same.cells)), (one.id, row, same)


def test_boxes_of_pdf_and_docx_agree(pdf: Reading, docx: Reading) -> None:
    assert list(map(heading, pdf.boxes)) == list(map(heading, docx.boxes))
    for one, other in zip(pdf.boxes, docx.boxes, strict=True):
        assert [[(c.value, c.fill) for c in row.cells] for row in one.rows] == [
            [(c.value, c.fill) for c in row.cells] for row in other.rows
        ], one.id

"""The example plan gives the same plan from its text export and from its DOCX form."""

from pathlib import Path
from typing import Any

from kuanggui.ingest.phases import read
from kuanggui.ingest.plan import read_plan
from kuanggui.model.plain import to_plain

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
OF_THE_FILE = {"place", "cited", "source"}


def without_places(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {key: without_places(value) for key, value in plain.items() if key not in OF_THE_FILE}
    return [without_places(item) for item in plain] if isinstance(plain, list) else plain


def test_text_and_docx_give_the_same_plan() -> None:
    text, docx = (without_places(to_plain(read_plan(read(path)))) for path in sorted(EXAMPLES.glob("示例市矿产*")))
    assert text.pop("id")[:16] == docx.pop("id")[:16] == "990100-2021-2025"
    assert len(text["zones"]) == 22
    for part, records in text.items():
        assert docx[part] == records, part


def test_every_record_has_an_id_of_its_own() -> None:
    plan = to_plain(read_plan(read(EXAMPLES / "示例市矿产资源总体规划.txt")))
    ids = [
        record["id"] for records in plan.values() if isinstance(records, list) for record in records if "id" in record
    ]
    assert len(ids) > 200
    assert len(set(ids)) == len(ids)

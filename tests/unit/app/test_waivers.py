"""Waivers are read strictly, from beside the document or from where the user says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kuanggui.app.waivers import FILE_NAME, read_waivers
from kuanggui.errors import InputError
from kuanggui.findings.waiver import Waiver

ENTRY = "waivers:\n  - {id: AUD801-0123456789, reason: 两专栏均为附图说明, name: 王某, date: 2026-01-05}\n"
WAIVER = Waiver("AUD801-0123456789", "两专栏均为附图说明", "王某", date(2026, 1, 5))


def test_file_beside_the_document_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(ENTRY, encoding="utf-8")
    assert read_waivers(tmp_path / "plan.txt") == (WAIVER,)


def test_file_given_replaces_the_one_beside(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(ENTRY, encoding="utf-8")
    given = tmp_path / "none.yaml"
    given.write_text("waivers: []\n", encoding="utf-8")
    assert read_waivers(tmp_path / "plan.txt", given) == ()


def test_no_file_is_no_waivers(tmp_path: Path) -> None:
    assert read_waivers(tmp_path / "plan.txt") == ()


def test_entry_for_another_document_is_left_out(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(ENTRY.replace("id:", "document: other.txt, id:"), encoding="utf-8")
    assert read_waivers(tmp_path / "plan.txt") == ()
    assert read_waivers(tmp_path / "other.txt") == (WAIVER,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "键值对"),
        ("notes: 1", "waivers 列表"),
        (ENTRY.replace("王某", "''"), "第 1 条：应有"),
        (ENTRY.replace("2026-01-05", "去年"), "年-月-日"),
        (ENTRY.replace("name:", "who: 某, name:"), "不认识 who"),
        ("waivers: [", "第 2 行"),
    ],
)
def test_mistake_in_the_file_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        read_waivers(tmp_path / "plan.txt", path)
    assert caught.value.exit_code == 2
    assert str(path) in str(caught.value)

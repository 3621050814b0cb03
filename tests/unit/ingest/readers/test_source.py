"""Telling formats by content, and files that cannot be read at all."""

from pathlib import Path

import pytest

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.limits import Limits
from kuanggui.ingest.readers.source import Format, detect_format, read_bytes
from sample_files.word import paragraph, write_docx


def test_a_folder_is_named_as_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="是文件夹"):
        read_bytes(tmp_path)


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("甲", encoding="utf-8")

    def deny(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    with pytest.raises(UnreadableFileError, match=r"plan\.txt：无法读取（Permission denied）；请检查文件和权限"):
        read_bytes(path)


@pytest.mark.parametrize(
    ("main_type", "found"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", Format.DOCX),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", Format.DOCX),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", Format.XLSX),
    ],
)
def test_the_main_part_of_a_package_says_what_it_is(tmp_path: Path, main_type: str, found: Format) -> None:
    path = write_docx(tmp_path / "file", paragraph("甲"), main_type=main_type)
    assert detect_format(path, path.read_bytes()) is found


def test_a_package_of_another_program_is_refused(tmp_path: Path) -> None:
    slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    path = write_docx(tmp_path / "file.pptx", paragraph("甲"), main_type=slides)
    with pytest.raises(UnreadableFileError, match="不是 DOCX 或 XLSX"):
        detect_format(path, path.read_bytes())


def test_rich_text_is_an_old_format() -> None:
    assert detect_format(Path("plan.rtf"), rb"{\rtf1 x}") is Format.LEGACY


def test_text_up_to_the_limits_is_text_and_beyond_is_refused() -> None:
    limits = Limits(text_bytes=10, text_lines=2)
    assert detect_format(Path("plan.txt"), b"a\nb\nc", limits) is Format.TEXT
    for content in (b"a\nb\nc\n", b"a\rb\rc\rd", b"a" * 11):
        with pytest.raises(UnreadableFileError, match="文本超过"):
            detect_format(Path("plan.txt"), content, limits)

"""Old formats: what is refused at once, and how LibreOffice is asked (a stand-in for it answers here)."""

import os
import struct
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kuanggui.errors import MissingToolError, UnreadableFileError
from kuanggui.ingest.readers import read_document
from kuanggui.ingest.readers.legacy import read_legacy
from kuanggui.ingest.readers.limits import LIMITS
from sample_files.compound import write_compound
from sample_files.word import lines, paragraph, write_docx

RTF = rb"{\rtf1 x\par}"
WORD = struct.pack("<5HH", 0, 0, 0, 0, 0, 0x0000)
ENCRYPTED = struct.pack("<5HH", 0, 0, 0, 0, 0, 0x0100)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a program named soffice on the PATH; its script finds the folder to write to in $out and what it was given in $source."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def _stand_in(script: str) -> Path:
        program = folder / "soffice"
        find = 'while [ "$1" != --outdir ]; do shift; done; out=$2; source=$3; mkdir -p "$out"\n'
        program.write_text("#!/bin/sh\n" + find + script)
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
        return folder

    return _stand_in


def written(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_the_converted_document_keeps_name_and_hash_of_the_original(tmp_path, stand_in):
    converted = write_docx(tmp_path / "converted.docx", paragraph("第一章"))
    stand_in(f'cp {converted} "$out/source.docx"; cp "$source" {tmp_path}/seen.rtf')
    document = read_document(written(tmp_path, "plan.rtf", RTF))
    assert lines(document) == ["第一章"]
    assert (tmp_path / "seen.rtf").read_bytes() == RTF
    source = document.source
    assert (source.name, source.size, source.media_type) == ("plan.rtf", len(RTF), "application/rtf")
    assert source.reader == "legacy/1 docx/1"
    assert source.notes[0].startswith("由 LibreOffice 转为 DOCX 后读取")


@pytest.mark.parametrize("name", ["plan.doc", "plan.wps"])
def test_word_documents_are_given_on_whatever_their_extension(tmp_path, stand_in, name):
    converted = write_docx(tmp_path / "converted.docx", paragraph("甲"))
    stand_in(f'case "$source" in *.doc) cp {converted} "$out/source.docx";; esac')
    document = read_document(written(tmp_path, name, write_compound(WordDocument=WORD)))
    assert lines(document) == ["甲"]
    assert document.source.media_type == "application/msword"


def test_without_libreoffice_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        MissingToolError, match=r"plan\.doc：.*请安装 LibreOffice，或用 Word、WPS 另存为 DOCX"
    ) as caught:
        read_document(written(tmp_path, "plan.doc", write_compound(WordDocument=WORD)))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "streams", "reason"),
    [
        ("plan.docx", {"EncryptedPackage": b"x", "EncryptionInfo": b"x"}, "打开密码"),
        ("plan.xlsx", {"EncryptedPackage": b"x"}, "打开密码"),
        ("plan.doc", {"WordDocument": ENCRYPTED}, "打开密码"),
        ("annex.xls", {"Workbook": b"x"}, "另存为 XLSX"),
        ("annex.et", {"Book": b"x"}, "另存为 XLSX"),
        ("plan.doc", {"PowerPoint Document": b"x"}, "不是 Word 文档"),
    ],
)
def test_compound_files_that_are_no_open_document_are_refused_before_libreoffice(
    tmp_path, stand_in, name, streams, reason
):
    stand_in(f"touch {tmp_path}/asked")
    with pytest.raises(UnreadableFileError, match=f"{name}：.*{reason}"):
        read_document(written(tmp_path, name, write_compound(**streams)))
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize("keep", [100, 600, 1100])
def test_a_truncated_compound_file_is_refused(tmp_path, keep):
    with pytest.raises(UnreadableFileError, match="已损坏"):
        read_document(written(tmp_path, "plan.doc", write_compound(WordDocument=WORD)[:keep]))


def test_a_conversion_without_a_result_is_refused(tmp_path, stand_in):
    stand_in("exit 1")
    with pytest.raises(UnreadableFileError, match="无法转换"):
        read_document(written(tmp_path, "plan.rtf", RTF))


def test_a_conversion_that_hangs_is_ended_with_all_that_it_started(tmp_path, stand_in):
    stand_in(f"(sleep 2; touch {tmp_path}/survived) & sleep 60")
    with pytest.raises(UnreadableFileError, match="转换超过 1 秒"):
        read_legacy(Path("plan.rtf"), RTF, replace(LIMITS, convert_seconds=1))
    time.sleep(2)
    assert not (tmp_path / "survived").exists()


def test_nothing_is_left_behind(tmp_path, stand_in, monkeypatch):
    stand_in("exit 1")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    with pytest.raises(UnreadableFileError):
        read_legacy(Path("plan.rtf"), RTF)
    assert list(scratch.iterdir()) == []


def test_an_old_name_may_hold_the_newer_format(tmp_path):
    assert lines(read_document(write_docx(tmp_path / "plan.wps", paragraph("甲")))) == ["甲"]

"""Files made to harm or to confuse: each is refused in one clear line, quickly and in little memory.

Every file is read by a process of its own, which may not grow beyond a bound far below what the file would take.
"""

import io
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sample_files.compound import write_compound
from sample_files.pdf import body, raw_pdf, stream, write_pdf
from sample_files.sheets import write_xlsx
from sample_files.word import NAMESPACES, paragraph, write_docx

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured through /proc")

MIB = 1024 * 1024
MOST_MEMORY = 700 * MIB
MOST_MEMORY_OF_PDF_PROCESS = 1100 * MIB
MOST_ADDRESSES = 3072 * MIB
LONGEST = 60  # seconds; far more than any of these takes
READ = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from kuanggui.errors import InputError
from kuanggui.ingest.readers import read_document
try:
    print("read", len(read_document(Path(sys.argv[1])).blocks), "blocks")
except InputError as error:
    print("refused", error)
(most,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(most) * 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


def outcome(path: Path) -> str:
    """What reading the file comes to, after checking memory and the one line."""
    command = [sys.executable, "-c", READ, str(path), str(MOST_ADDRESSES)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert done.returncode == 0, done.stderr
    *said, memory = done.stdout.splitlines()
    own, children = map(int, memory.split())
    assert len(said) == 1, said
    assert own < MOST_MEMORY
    assert children < MOST_MEMORY_OF_PDF_PROCESS
    return said[0]


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    """A DOCX with one part replaced or added."""
    source = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return path


def docx(folder: Path, markup: str = "") -> Path:
    return write_docx(folder / "plan.docx", markup or paragraph("甲"))


def bomb(folder: Path) -> Path:
    blank = b" " * (300 * MIB)
    return with_part(docx(folder), "word/document.xml", b"<w:document>" + blank + b"</w:document>")


def bomb_of_many_small_parts(folder: Path) -> Path:
    blank = " " * 60 * MIB
    return write_docx(folder / "plan.docx", paragraph("甲"), styles=blank, numbering=blank, footnotes=blank)


def bomb_with_forged_sizes(folder: Path) -> Path:
    path = bomb(folder)
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, directory + 24, 100)
    path.write_bytes(data)
    return path


def many_members(folder: Path) -> Path:
    return zipped(folder / "plan.docx", **{f"word/{number}.xml": b"" for number in range(20_000)})


LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def entities(folder: Path) -> Path:
    markup = f"{LAUGHS}<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    return with_part(docx(folder), "word/document.xml", markup.encode())


def entities_in_utf16(folder: Path) -> Path:
    path = write_docx(folder / "plan.docx", paragraph("甲"), styles="")
    return with_part(path, "word/styles.xml", f"{LAUGHS}<w:styles {NAMESPACES}>&i;</w:styles>".encode("utf-16"))


def outside_entity(folder: Path) -> Path:
    markup = (
        f'<!DOCTYPE d [<!ENTITY o SYSTEM "file:///etc/passwd">]><w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&o;</w:t>'
        "</w:r></w:p></w:body></w:document>"
    )
    return with_part(docx(folder), "word/document.xml", markup.encode())


def endless_nesting(folder: Path) -> Path:
    return docx(folder, "<w:tbl><w:tr><w:tc>" * 100_000)


def many_cells(folder: Path) -> Path:
    row = f"<w:tr>{'<w:tc/>' * 60}</w:tr>"
    return docx(folder, f"<w:tbl>{row * 6_000}</w:tbl>")


def many_marks(folder: Path) -> Path:
    return docx(folder, "".join(f'<w:p w:a="{number}"/>' for number in range(1_100_000)))


def cut_short(folder: Path) -> Path:
    path = docx(folder)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def not_a_document(folder: Path) -> Path:
    return zipped(folder / "plan.docx", **{"readme.txt": b"x"})


def workbook_named_docx(folder: Path) -> Path:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return write_docx(folder / "plan.docx", paragraph("甲"), main_type=sheet)


def pdf_named_docx(folder: Path) -> Path:
    path = folder / "plan.docx"
    path.write_bytes(write_pdf(body("甲")))
    return path


def locked(folder: Path) -> Path:
    path = folder / "plan.docx"
    path.write_bytes(write_compound(EncryptionInfo=b"x", EncryptedPackage=b"x"))
    return path


def sheet_with_entities(folder: Path) -> Path:
    return write_xlsx(folder / "annex.xlsx", '<row><c t="str"><v>&i;</v></c></row>', before=LAUGHS)


def many_sheet_cells(folder: Path) -> Path:
    rows = ("".join(f"<c><v>{row * column}</v></c>" for column in range(100)) for row in range(3_100))
    return write_xlsx(folder / "annex.xlsx", "".join(f"<row>{row}</row>" for row in rows))


def scattered_sheet(folder: Path) -> Path:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 200))
    return write_xlsx(
        folder / "annex.xlsx", rows + '<row r="200"><c r="A200"><v>1</v></c><c r="XFD200"><v>1</v></c></row>'
    )


def overlapping_merges(folder: Path) -> Path:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="CV{row}"><v>1</v></c></row>' for row in range(1, 1_001)
    )
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 100_000
    return write_xlsx(folder / "annex.xlsx", rows, f"<mergeCells>{merges}</mergeCells>")


def pdf(folder: Path, *objects: bytes) -> Path:
    path = folder / "plan.pdf"
    path.write_bytes(raw_pdf(*objects))
    return path


def swelling_pdf(folder: Path) -> Path:
    """Four gigabytes of zeros, squeezed twice: after a full flush the same piece can follow itself."""
    size, pieces = 64 * MIB, 64
    squeezing = zlib.compressobj(9)
    head = squeezing.compress(b"") + squeezing.flush(zlib.Z_FULL_FLUSH)
    piece = squeezing.compress(bytes(size)) + squeezing.flush(zlib.Z_FULL_FLUSH)
    checksum = struct.pack(">I", (size * pieces % 65521) << 16 | 1)
    content = head + piece * pieces + b"\x03\0" + checksum
    return pdf(folder, stream(zlib.compress(content), b"/Filter[/FlateDecode/FlateDecode]"))


def broken_pdf(folder: Path) -> Path:
    path = folder / "plan.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 4000)
    return path


def blank_pdf(folder: Path) -> Path:
    return pdf(folder, stream(b"0 0 m 9 9 l S"))


def endless_lines(folder: Path) -> Path:
    path = folder / "plan.txt"
    path.write_bytes(b"a\n" * 5_000_000)
    return path


def endless_line(folder: Path) -> Path:
    path = folder / "plan.txt"
    path.write_bytes("矿".encode() * 20_000_000)
    return path


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (bomb, "压缩炸弹"),
        (bomb_of_many_small_parts, "压缩炸弹"),
        (bomb_with_forged_sizes, "已损坏"),
        (many_members, "多于 10000 个"),
        (entities, "DOCTYPE"),
        (entities_in_utf16, "DOCTYPE"),
        (outside_entity, "DOCTYPE"),
        (endless_nesting, "已损坏"),
        (many_cells, "单元格多于"),
        (many_marks, "过大"),
        (sheet_with_entities, "DOCTYPE"),
        (many_sheet_cells, "单元格多于"),
        (scattered_sheet, "散布过广"),
        (overlapping_merges, "合并单元格过大"),
        (cut_short, "不完整"),
        (not_a_document, "不是 DOCX 或 XLSX"),
        (workbook_named_docx, "内容却是XLSX"),
        (pdf_named_docx, "内容却是PDF"),
        (locked, "打开密码"),
        (swelling_pdf, "超出内存上限|已损坏"),
        (broken_pdf, "PDF .*已损坏"),
        (blank_pdf, "扫描件"),
        (endless_lines, "500000 行"),
        (endless_line, "超过 32 MB"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_hostile_file_is_refused_in_one_line_within_bounded_memory(
    tmp_path: Path, write: Callable[[Path], Path], reason: str
) -> None:
    path = write(tmp_path)
    assert re.fullmatch(rf"refused {re.escape(str(path))}：.*({reason}).*", outcome(path))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pdf", ".txt", ".doc", ".wps", ""])
@pytest.mark.parametrize(("size", "reason"), [(500 * MIB, "上限"), (200 * MIB, "文件是空的"), (0, "文件是空的")])
def test_nothing_but_zeros_is_refused_whatever_it_is_called(
    tmp_path: Path, suffix: str, size: int, reason: str
) -> None:
    path = tmp_path / f"plan{suffix}"
    with path.open("wb") as stream:
        stream.truncate(size)
    assert re.fullmatch(rf"refused {re.escape(str(path))}：.*{reason}.*", outcome(path))


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert "是文件夹" in outcome(tmp_path)
    assert "找不到" in outcome(tmp_path / "plan.docx")


def test_a_bomb_in_a_picture_is_never_unpacked(tmp_path: Path) -> None:
    path = with_part(docx(tmp_path), "word/media/image1.png", bytes(300 * MIB))
    assert outcome(path) == "read 1 blocks"


def test_one_merge_over_a_whole_sheet_takes_no_memory(tmp_path: Path) -> None:
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = write_xlsx(tmp_path / "annex.xlsx", "<row><c><v>1</v></c><c><v>2</v></c></row>", merge)
    assert outcome(path) == "read 1 blocks"


def test_tables_nested_as_deep_as_a_parser_allows_are_read(tmp_path: Path) -> None:
    deep = 80
    markup = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}" * deep + "</w:tc></w:tr></w:tbl>" * deep
    assert outcome(docx(tmp_path, markup)) == "read 1 blocks"


def test_macros_of_a_document_are_not_run(tmp_path: Path) -> None:
    path = write_docx(
        tmp_path / "plan.docm",
        paragraph("甲"),
        main_type="application/vnd.ms-word.document.macroEnabled.main+xml",
        extra={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    )
    assert outcome(path) == "read 1 blocks"


def test_the_command_line_says_it_in_one_line_and_ends_with_2(tmp_path: Path) -> None:
    path = cut_short(tmp_path)
    command = [sys.executable, "-c", "from kuanggui.cli.main import run; run()", "tables", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(rf".*{re.escape(str(path))}：.*不完整.*\n", done.stderr)

"""Reading a whole PDF, page by page."""

from __future__ import annotations

import io
from collections.abc import Callable

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from kuanggui.ingest.readers.limits import LIMITS, Limits
from kuanggui.ingest.readers.pdf.answer import Answer
from kuanggui.ingest.readers.pdf.flow import flow
from kuanggui.ingest.readers.pdf.layout import PageLayout
from kuanggui.ingest.readers.pdf.page import RawPage, extract, lay_out

_SCANNED = 0.5  # share of pages without text from which on a PDF is taken for a scan
_UNDECODED = 0.2  # share of characters without a meaning


class TimeUpError(BaseException):
    """A page takes longer than any honest page; no `except Exception` of the library may swallow it."""


class _PasswordError(Exception):
    """The file opens with a password only."""


class _DamagedError(Exception):
    """The library stumbled over the file; on damaged files it may raise almost anything."""


_OURS = (TimeUpError, MemoryError)


def read_pages(data: bytes, begin_page: Callable[[], None], limits: Limits = LIMITS) -> Answer:
    """The blocks of a PDF, or why it is refused; `begin_page` is called before each page."""
    layouts: list[PageLayout] = []
    try:
        pages = _pages(data)
        if len(pages) > limits.pages:
            return Answer(refusal=f"PDF 多于 {limits.pages} 页；请分开后再读")
        for page in pages:
            begin_page()
            raw = _extracted(page)
            page.close()
            layouts.append(lay_out(raw))
    except _PasswordError:
        return Answer(refusal="PDF 有打开密码；请去掉密码后再读")
    except _DamagedError:
        place = f"第 {len(layouts) + 1} 页" if layouts else ""
        return Answer(refusal=f"PDF {place}已损坏；请重新导出或重新下载")
    refusal = _refusal(layouts)
    return Answer(refusal=refusal) if refusal else Answer(tuple(flow(layouts)), tuple(_notes(layouts)))


def _pages(data: bytes) -> list[Page]:
    try:
        return list(pdfplumber.open(io.BytesIO(data)).pages)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise _PasswordError from error
        raise _DamagedError from error
    except _OURS:
        raise
    except Exception as error:
        raise _DamagedError from error


def _extracted(page: Page) -> RawPage:
    try:
        return extract(page)
    except _OURS:
        raise
    except Exception as error:
        raise _DamagedError from error


def _refusal(pages: list[PageLayout]) -> str | None:
    if not pages:
        return "PDF 里没有页面；请重新导出"
    blank = sum(page.is_blank for page in pages)
    if blank >= _SCANNED * len(pages):
        return f"PDF 共 {len(pages)} 页，{blank} 页没有文字层（扫描件）；请先做文字识别（OCR），或改用 Word 原件"
    if sum(page.undecoded for page in pages) > _UNDECODED * sum(page.characters for page in pages):
        return "PDF 的字体没有文字编码，读出来是乱码；请改用 Word 原件，或重新导出 PDF"
    return None


def _notes(pages: list[PageLayout]) -> list[str]:
    undecoded = sum(page.undecoded for page in pages)
    notes = {
        "没有文字（可能是图件），未读取": [page.number for page in pages if page.is_blank],
        "线条过多（可能是图件），其中的表格未识别": [page.number for page in pages if page.crowded],
        "有倾斜或竖排的文字，未读取": [page.number for page in pages if page.rotated],
        f"有字符没有文字编码（共 {undecoded} 个）": [page.number for page in pages if page.undecoded],
    }
    return [f"第 {_listed(numbers)} 页{what}" for what, numbers in notes.items() if numbers]


def _listed(numbers: list[int]) -> str:
    return "、".join(map(str, numbers[:10])) + ("等" if len(numbers) > 10 else "")

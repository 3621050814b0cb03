"""The process that reads a PDF: the file comes on standard input, the pickled answer goes to standard output.

A PDF can unpack without measure inside its streams, fonts and drawings, where no check from the outside reaches; here memory and
time are limited by the operating system, as far as it can.
"""

from __future__ import annotations

import contextlib
import pickle
import signal
import sys

from kuanggui.ingest.readers.pdf.answer import Answer
from kuanggui.ingest.readers.pdf.document import TimeUpError, read_pages


def main() -> None:
    """Answer for the PDF on standard input; the arguments are the most bytes to use, and seconds for a page."""
    memory, seconds = map(int, sys.argv[1:])
    data = sys.stdin.buffer.read()
    _limit_memory(memory)
    pickle.dump(_answer(data, seconds), sys.stdout.buffer)


def _answer(data: bytes, seconds: int) -> Answer:
    pages = 0

    def begin_page() -> None:
        nonlocal pages
        pages += 1
        _limit_time(seconds)

    try:
        _limit_time(seconds)
        return read_pages(data, begin_page)
    except MemoryError:
        return Answer(refusal=f"读到 PDF 第 {pages} 页时超出内存上限；文件异常，已拒绝读取")
    except TimeUpError:
        return Answer(refusal=f"PDF 第 {pages} 页超过 {seconds} 秒未读完；文件异常，已拒绝读取")


def _limit_memory(size: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system can
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _limit_time(seconds: int) -> None:
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _raise_time_up)
        signal.setitimer(signal.ITIMER_REAL, seconds, 1)  # again every second, should it go unheard


def _raise_time_up(*_: object) -> None:
    raise TimeUpError

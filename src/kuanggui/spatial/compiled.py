"""One door to the just-in-time compiler, so that the rest of the kernel keeps its types.

Every compiled function releases the interpreter lock (`nogil`), divides like numpy (`error_model`), and never reorders
floating-point work (`fastmath` stays off): the exact predicates rely on it.

Machine code is kept on disk between runs. The compiler itself would not notice that a function called from another file
has changed, so the folder carries a digest of all sources with compiled functions.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import numba
from numba.core import config

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function on arrays and numbers to machine code at its first call."""
    return _compile(function, inline=False)


def inlined(function: Function) -> Function:
    """The same for a small function in the innermost loops: its code is put in the place of every call."""
    return _compile(function, inline=True)


def _compile(function: Function, *, inline: bool) -> Function:
    with _own_cache():
        compiler = numba.njit(cache=True, nogil=True, error_model="numpy", forceinline=inline)
        return cast("Function", compiler(function))


@contextmanager
def _own_cache() -> Iterator[None]:
    settings = vars(config)
    before = settings["CACHE_DIR"]
    settings["CACHE_DIR"] = str(find_cache_folder())
    try:
        yield
    finally:
        settings["CACHE_DIR"] = before


@cache
def find_cache_folder() -> Path:
    """Folder for machine code of just these sources: below `KUANGGUI_CACHE`, the user's cache, or the temporary folder."""
    name = f"kernel-{_digest_sources()}"
    for root in (os.environ.get("KUANGGUI_CACHE"), Path.home() / ".cache" / "kuanggui", tempfile.gettempdir()):
        if root:
            folder = Path(root) / name
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError:
                continue
            if os.access(folder, os.W_OK):
                return folder
    return Path(tempfile.mkdtemp(prefix=name))


def _digest_sources() -> str:
    """Of the files that hold compiled functions, so that work on other files does not mean compiling again."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        text = source.read_bytes()
        if b"kuanggui.spatial.compiled import" in text or source == Path(__file__):
            digest.update(text)
    return digest.hexdigest()[:12]

"""One door to the just-in-time compiler, so that the rest of the kernel keeps its types.

Three kinds: `compiled` functions may make arrays; `bare` ones are given all their arrays and keep no reference counts, which
are atomic and would cost the loops more than their arithmetic, most of all when threads share a layer; `inlined` ones are
bare and put in the place of every call.

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
from typing import Any, TypeVar, cast

import numba
from numba.core import config

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function on arrays and numbers to machine code at its first call."""
    return _compile(function)


def bare(function: Function) -> Function:
    """The same for a function that neither makes nor returns arrays."""
    return _compile(function, _nrt=False)


def inlined(function: Function) -> Function:
    """The same for a small bare function in the innermost loops."""
    return _compile(function, _nrt=False, forceinline=True)


def _compile(function: Function, **options: bool) -> Function:
    with _own_cache():
        settings: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", **options}
        return cast("Function", numba.njit(**settings)(function))


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


def is_compiled() -> bool:
    """Whether machine code of these sources is on disk already; otherwise the first call takes half a minute."""
    return any(find_cache_folder().rglob("*.nbc"))


def _digest_sources() -> str:
    """Of the files that hold compiled functions, so that work on other files does not mean compiling again."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        text = source.read_bytes()
        if b"kuanggui.spatial.compiled import" in text or source == Path(__file__):
            digest.update(text)
    return digest.hexdigest()[:12]

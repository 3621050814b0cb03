"""One door to the just-in-time compiler, so that the rest of the kernel keeps its types.

Every compiled function releases the interpreter lock (`nogil`), is kept on disk between runs (`cache`), divides like
numpy (`error_model`), and never reorders floating-point work (`fastmath` stays off): the exact predicates rely on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function on arrays and numbers to machine code at its first call."""
    return cast("Function", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inlined(function: Function) -> Function:
    """Like `compiled`, for small functions that belong inside the loops of others."""
    return cast("Function", numba.njit(cache=True, nogil=True, error_model="numpy", inline="always")(function))

"""Lines about areas that a second engine measured."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from kuanggui.app.screening.confirm import Confirmation


def tell_confirmations(confirmations: Iterable[Confirmation], *, err: bool = False) -> bool:
    """Print each area by kernel and by the second engine; whether all agree."""
    same = True
    for found in confirmations:
        mark = "一致" if found.agrees else "不一致"
        line = f"  {found.kind}：{found.kernel_m2:.4f} / {found.second_m2:.4f} m²（{found.engine}）　{mark}"
        typer.echo(line, err=err)
        same = same and found.agrees
    return same

"""Write the catalogue of each edition of the database standard into its reference page (a mkdocs hook)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

INDEX = "reference/standards.md"
MARKER = "<!-- editions -->"
SIGNS = {"confirmed": "", "inferred": " ?", "local": " ·"}


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Put the catalogues where the page says; every other page stays as it is."""
    return markdown.replace(MARKER, catalogues()) if page.file.src_uri == INDEX else markdown


def catalogues() -> str:
    """Every shipped edition: its sources, then a table for each layer."""
    from kuanggui.app.standards import list_editions  # noqa: PLC0415 - the other pages build without the program

    return "\n".join(line for edition in list_editions() for line in _edition(edition))


def _edition(edition: Any) -> Iterator[str]:
    yield f"## {edition.name}\n\n{edition.title} · 状态 status: {edition.status} · 图层 layers: {len(edition.layers)}\n"
    used = {layer.source for layer in edition.layers}
    yield (
        "来源 Sources: " + "；".join(f"`{key}` {title}" for key, title in edition.sources.items() if key in used) + "\n"
    )
    for layer in edition.layers:
        yield from _layer(layer)


def _layer(layer: Any) -> Iterator[str]:
    code = f"{layer.code}{SIGNS[layer.mark_of('code').value]}" if layer.code else "（代码未见 code not seen）"
    geometry = f"{layer.geometry or '?'}{SIGNS[layer.mark_of('geometry').value]}"
    yield f"### {code} {layer.name}{SIGNS[layer.mark_of('name').value]}\n\n{geometry} · `{layer.kind or '-'}` · `{layer.source}`\n"
    if not layer.fields:
        yield "字段未见 No fields seen.\n"
        return
    yield "| 字段 | 名称 | 类型 | 长度 | 单位 | 角色 role | 值域 |\n|---|---|---|---|---|---|---|"
    yield from (_field(field) for field in layer.fields)
    yield ""


def _field(field: Any) -> str:
    length = (
        "" if field.length is None else f"{field.length}" + ("" if field.decimals is None else f",{field.decimals}")
    )
    cells = [
        field.code + SIGNS[field.mark.value],
        field.name + (f"（代替 {field.instead_of}）" if field.instead_of else ""),
        field.type.value + SIGNS[field.mark_of("type").value] if field.type else "",
        length,
        field.unit + SIGNS[field.mark_of("unit").value] if field.unit else "",
        field.role or "",
        "；".join(f"{code} {meaning}" for code, meaning in field.domain),
    ]
    return "| " + " | ".join(cells) + " |"

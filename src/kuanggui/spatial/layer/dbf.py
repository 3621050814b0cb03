"""In what encoding the attributes of a Shapefile are written, when no .cpg file says it."""

from __future__ import annotations

from pathlib import Path

_MOST_BYTES = 1 << 20
_FIRST_FIELD = 32
_LANGUAGE_AT, _HEADER_LENGTH_AT = 29, 8
_KNOWN_LANGUAGES = {0x4D}  # code page 936, which GDAL reads by itself


def guess_encoding(path: Path) -> str | None:
    """UTF-8 or GBK for a .shp without .cpg whose attributes are not plain ASCII, whichever leaves fewer broken characters."""
    if path.suffix.lower() != ".shp" or _beside(path, ".cpg") is not None or (dbf := _beside(path, ".dbf")) is None:
        return None
    with dbf.open("rb") as stream:
        data = stream.read(_MOST_BYTES)
    if len(data) <= _FIRST_FIELD or data[_LANGUAGE_AT] in _KNOWN_LANGUAGES:
        return None
    length = int.from_bytes(data[_HEADER_LENGTH_AT : _HEADER_LENGTH_AT + 2], "little")
    names = b"\n".join(data[at : at + 11].split(b"\0")[0] for at in range(_FIRST_FIELD, length - 1, 32))
    text = names + b"\n" + data[length:]
    if text.isascii():
        return None
    broken = {name: text.decode(name, "replace").count("\ufffd") for name in ("UTF-8", "GBK")}
    return min(broken, key=lambda name: broken[name])


def _beside(path: Path, suffix: str) -> Path | None:
    """The file of the same name with another suffix, in either case."""
    return next(
        (other for other in (path.with_suffix(suffix), path.with_suffix(suffix.upper())) if other.exists()), None
    )

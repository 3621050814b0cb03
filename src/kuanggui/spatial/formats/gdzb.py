"""GDZB of planning layers: `X1,Y1;X2,Y2;…`, degrees as DDDMMSS, which of the two is the longitude decided by size."""

from __future__ import annotations

from kuanggui.errors import InputError
from kuanggui.spatial.formats.notation import Notation, clean, write_packed
from kuanggui.spatial.formats.parcels import Parcel, Reading, Ring, build_polygons
from kuanggui.spatial.formats.placing import Hint, place


def read_gdzb(text: str, hint: Hint | None = None) -> Reading:
    """One ring; raises InputError that names the corner where the string is broken."""
    pairs = [pair.split(",") for pair in clean(text).split(";") if pair.strip()]
    for number, pair in enumerate(pairs, 1):
        if len(pair) != 2:
            raise InputError(f"拐点坐标第 {number} 点 {','.join(pair)[:30]!r} 不是一对数；请写成 X,Y;X,Y 的样子")
    if len(pairs) > 1 and pairs[0] == pairs[-1]:
        pairs.pop()
    if len(pairs) < 3:
        raise InputError(f"拐点坐标只有 {len(pairs)} 点，不成面；请补全")
    first, second = (tuple(pair[k].strip() for pair in pairs) for k in range(2))
    parcel = Parcel((Ring(tuple(str(k + 1) for k in range(len(pairs))), first, second),))
    placed = place([parcel], (hint or Hint()).filled(notation=Notation.WHOLE))
    return Reading((parcel,), build_polygons([parcel], placed.points, placed.crs), placed.doubts)


def write_gdzb(corners: list[tuple[float, float]], places: int = 0) -> str:
    """Longitudes and latitudes in degrees as DDDMMSS,DDMMSS pairs."""
    return ";".join(
        f"{write_packed(lon, Notation.WHOLE, places)},{write_packed(lat, Notation.WHOLE, places)}"
        for lon, lat in corners
    )


def write_pairs(ring: Ring) -> str:
    """The corners of a ring as written in it."""
    return ";".join(f"{first},{second}" for first, second in zip(ring.first, ring.second, strict=True))

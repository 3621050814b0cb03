"""Areas measured by PostGIS, for holding the kernel's against: its own overlay, geodesic areas on the ellipsoid of CGCS2000."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kuanggui.storage.engines.postgres import PostgresServer

_COMMON = text(
    """
    WITH ground AS (
        SELECT ST_UnaryUnion(ST_Collect(ST_MakeValid(ST_GeomFromWKB(wkb, 4490)))) AS shape
        FROM unnest(CAST(:features AS bytea[])) AS wkb
    )
    SELECT COALESCE(ST_Area(ST_CollectionExtract(
        ST_Intersection(ground.shape, ST_MakeValid(ST_GeomFromWKB(:block, 4490))), 3)::geography), 0)
    FROM ground
    """
)


class PostgisAreas:
    """A connection that measures; shapes are WKB in degrees on CGCS2000 (EPSG:4490), nothing is stored. Raises StoreError."""

    name = "PostGIS"

    def __init__(self, location: str) -> None:
        self._server = PostgresServer(location)
        self._engine = self._server.engine(read_only=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def common_area(self, block: bytes, features: Sequence[bytes]) -> float:
        """The area in m² of what the features together have in common with the block."""
        try:
            with self._engine.connect() as connection:
                found = connection.execute(_COMMON, {"block": block, "features": list(features)}).scalar_one()
        except DBAPIError as error:
            raise self._server.explain(error) from error
        return float(found or 0)

"""Reference ellipsoids and the authalic function that turns latitude into area.

    q(B) = sin B / (1 - e² sin² B) + ln((1 + e sin B) / (1 - e sin B)) / (2 e)

The strip between two parallels has the area b² ΔL (q(B2) - q(B1)) / 2, with b the minor axis and ΔL in radians.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kuanggui.spatial.arrays import Floats


@dataclass(frozen=True)
class Ellipsoid:
    """An ellipsoid of revolution, by its name, semi-major axis in metres and inverse flattening."""

    name: str
    a: float
    inverse_flattening: float

    @cached_property
    def b(self) -> float:
        """Semi-minor axis in metres."""
        return self.a * (1 - 1 / self.inverse_flattening)

    @cached_property
    def e2(self) -> float:
        """First eccentricity squared."""
        f = 1 / self.inverse_flattening
        return f * (2 - f)

    @cached_property
    def trapezoid_series(self) -> tuple[float, float, float, float, float]:
        """Coefficients A to E of the trapezoid area.

        Source: TD/T 1055-2019 appendix D; the same formula stands in 国土调查办发〔2008〕32号.
        """
        e2, e4, e6, e8 = (self.e2**power for power in range(1, 5))
        return (
            1 + 3 / 6 * e2 + 30 / 80 * e4 + 35 / 112 * e6 + 630 / 2304 * e8,
            1 / 6 * e2 + 15 / 80 * e4 + 21 / 112 * e6 + 420 / 2304 * e8,
            3 / 80 * e4 + 7 / 112 * e6 + 180 / 2304 * e8,
            1 / 112 * e6 + 45 / 2304 * e8,
            5 / 2304 * e8,
        )

    def authalic(self, latitude_degrees: Floats) -> Floats:
        """The function q of the module's heading, for latitudes in degrees; no unit."""
        s, e = np.sin(np.radians(latitude_degrees)), math.sqrt(self.e2)
        return np.asarray(s / (1 - self.e2 * s * s) + np.arctanh(e * s) / e)


CGCS2000 = Ellipsoid("CGCS2000", 6378137.0, 298.257222101)
XIAN80 = Ellipsoid("Xi'an 80", 6378140.0, 298.257)
WGS84 = Ellipsoid("WGS 84", 6378137.0, 298.257223563)

"""One layer of a theme: its record, its geometry kept warm, its attributes read when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kuanggui.checks.screening.features import Feature, standard_names, text_in
from kuanggui.spatial.crs import Crs
from kuanggui.spatial.layer.record import LayerRecord
from kuanggui.spatial.polygons import Polygons, from_shapely
from kuanggui.spatial.warm import WarmLayer

# Up to this many features all attributes of a layer are read at once.
SMALL = 20_000
_Rows = list[dict[str, Any]]
# Geometries of some features (shapely), in the reference system of the layer.
Shapes = Callable[[Sequence[int]], Any]


class Attributes:
    """Attributes of the features of a layer under our names, read when they are first asked for."""

    def __init__(self, read: Callable[[Sequence[int]], _Rows], features: int) -> None:
        self._read = read
        self._features = features
        self._known: dict[int, Mapping[str, Any]] = {}

    def __len__(self) -> int:
        return self._features

    def of(self, number: int, batch: Sequence[int] = ()) -> Mapping[str, Any]:
        """The attributes of a feature; those of its batch are read along with it."""
        if number not in self._known:
            wanted = range(self._features) if self._features <= SMALL else sorted({number, *batch})
            rows = self._read(list(wanted))
            self._known |= {n: standard_names(row) for n, row in zip(wanted, rows, strict=True)}
        return self._known[number]

    def of_all(self, numbers: Sequence[int]) -> list[Mapping[str, Any]]:
        """The attributes of some features; those not known yet are read at once."""
        missing = {number for number in numbers if number not in self._known}
        if missing:
            self.of(min(missing), tuple(missing))
        return [self._known[number] for number in numbers]


class LazyAttributes(Mapping[str, Any]):
    """The attributes of one feature, read on first use."""

    __slots__ = ("_batch", "_number", "_source")

    def __init__(self, source: Attributes, number: int, batch: Sequence[int]) -> None:
        self._source, self._number, self._batch = source, number, batch

    def __getitem__(self, key: str) -> Any:
        return self._source.of(self._number, self._batch)[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The attribute, or the default where it is missing."""
        return self._source.of(self._number, self._batch).get(key, default)

    def is_of(self, source: Attributes) -> bool:
        """Whether they come from those attributes."""
        return self._source is source

    def __iter__(self) -> Iterator[str]:
        return iter(self._source.of(self._number, self._batch))

    def __len__(self) -> int:
        return len(self._source.of(self._number, self._batch))


@dataclass(frozen=True, eq=False)
class ThemeLayer:
    """One layer of a theme: what it is, its geometry in memory, its attributes."""

    record: LayerRecord
    warm: WarmLayer
    attributes: Attributes
    shapes: Shapes
    crs: Crs

    def polygons(self, numbers: Sequence[int]) -> Polygons:
        """Some features as they were given, in the layer's own reference system."""
        return from_shapely(self.shapes(numbers), self.crs)

    def features(self) -> Sequence[Feature]:
        """All features, made once."""
        return self._features

    @cached_property
    def _features(self) -> tuple[Feature, ...]:
        return tuple(self.features_at(range(len(self.attributes))))

    def features_at(self, numbers: Sequence[int]) -> list[Feature]:
        """Some features whose attributes will all be looked at."""
        kind, read = self.record.kind, self.attributes.of_all(numbers)
        return [
            Feature(kind, number, known, text_in(known, "name")) for number, known in zip(numbers, read, strict=True)
        ]

    def has(self, feature: Feature) -> bool:
        """Whether a feature comes from this layer."""
        if isinstance(feature.attributes, LazyAttributes):
            return feature.attributes.is_of(self.attributes)
        return feature.number < len(self.attributes) and feature.attributes is self.attributes.of(feature.number)

    def feature(self, number: int, batch: Sequence[int] = ()) -> Feature:
        """One feature; its attributes are read when needed."""
        return Feature(self.record.kind, number, LazyAttributes(self.attributes, number, batch))


@dataclass(frozen=True, slots=True)
class ThemeSetting:
    """How a theme is screened: its names, tolerance, the distance to look to, and who has to be asked."""

    title: str
    title_en: str
    tolerance_m2: float
    near_m: float
    authority: str

"""A layer under check, beside its catalogue entry."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.errors import UnreadableFileError
from kuanggui.model.package import Feature, LayerData, Value
from kuanggui.model.place import Place
from kuanggui.regulation.standards import FieldEntry, LayerEntry

# Layers up to this size stay in memory between rules; larger ones are read anew by each.
_KEPT = 50_000
_LONGEST_QUOTE = 60


class Theme:
    """A layer of the package; `entry` is None for one that the edition does not know."""

    def __init__(self, data: LayerData, entry: LayerEntry | None) -> None:
        self.data = data
        self.entry = entry
        self.broken = data.error
        self._kept: list[Feature] | None = None

    @property
    def title(self) -> str:
        """Name and code for the user."""
        return f"{self.entry.name}（{self.entry.key}）" if self.entry else self.data.name

    @property
    def kind(self) -> str:
        """The kind of the layer, empty where it is not known."""
        return (self.entry.kind if self.entry else None) or ""

    def features(self) -> Iterator[Feature]:
        """The features in order; where the file breaks off, `broken` says why and the features end."""
        if self._kept is not None:
            yield from self._kept
            return
        kept: list[Feature] = []
        try:
            for feature in self.data.read():
                if self.data.features <= _KEPT:
                    kept.append(feature)
                yield feature
        except UnreadableFileError as error:
            self.broken = str(error)
        if self.data.features <= _KEPT:
            self._kept = kept

    def fields(self, role: str) -> list[FieldEntry]:
        """The fields with a role that the layer has."""
        found = self.entry.with_role(role) if self.entry else ()
        return [entry for entry in found if self.data.field(entry.code) is not None]

    def code(self, role: str) -> str | None:
        """The first field with a role that the layer has."""
        return next((entry.code for entry in self.fields(role)), None)

    def value(self, feature: Feature, role: str) -> Value:
        """The value in that field; None where there is no such field."""
        code = self.code(role)
        return feature.values.get(code) if code else None

    def text(self, feature: Feature, role: str) -> str:
        """The value as text without blanks around it, empty for none."""
        value = self.value(feature, role)
        return "" if value is None else str(value).strip()

    def label(self, feature: Feature) -> str:
        """What a user knows the feature by: number and name, else its row."""
        words = " ".join(word for word in (self.text(feature, "number"), self.text(feature, "name")) if word)
        return words or f"第{feature.number}行"

    def subject(self, feature: Feature) -> str:
        """Layer and feature for messages."""
        return f"{self.title}“{self.label(feature)}”"

    def place(self, feature: Feature | None = None, field: str | None = None) -> Place:
        """Where the layer, a feature or one of its values stands; lines count rows from 1, and 0 is the layer itself."""
        if feature is None:
            return Place(self.data.path, self.data.sha256, 0, 0, 0, field or self.data.name, column=field)
        value = feature.values.get(field) if field else None
        quote = self.label(feature) if value is None else str(value)
        row = feature.number
        table = self.entry.key if self.entry else self.data.name
        short = quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE] + "…"
        return Place(self.data.path, self.data.sha256, row, 0, len(short), short, None, table, row, field)

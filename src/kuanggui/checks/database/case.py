"""What database rules are given: the package, the edition, and what else is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kuanggui.checks.case import Lack
from kuanggui.checks.database.annex_rows import AnnexTable, find_annex_tables
from kuanggui.checks.database.shapes import Shapes, draw, find_plane
from kuanggui.checks.database.theme import Theme
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.model.package import Package
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.reading import Reading
from kuanggui.regulation.standards import Edition, Mark, NameParts, Tolerance
from kuanggui.spatial.crs import Crs

_LACKS = {
    "layers": ("包内没有标准所列的可读图层", "no readable layer of the edition is in the package"),
    "catalogue": ("所用标准版本没有列出这些图层的字段", "the edition lists no fields of these layers"),
    "text": ("包内没有可读的规划文本", "no readable plan text is in the package"),
    "annexes": ("包内没有可读的规划附表", "no readable annex table is in the package"),
    "upper": ("没有提供上级规划成果包", "no upper package was given"),
    "database": ("没有提供规划数据库", "no plan database was given"),
    "region": ("包内没有行政区图层", "no layer of administrative areas is in the package"),
}


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a package after reading: the plan text, the plan in it, the annexes; `stored` is the plan in a database."""

    text: Reading | None = None
    plan: Plan | None = None
    annexes: tuple[Reading, ...] = ()
    stored: Plan | None = None
    unreadable: tuple[tuple[str, str], ...] = field(default=())  # path, reason


class PackageCase:
    """One package under check, beside the upper one if it is given."""

    def __init__(
        self,
        package: Package,
        edition: Edition,
        documents: Documents | None = None,
        upper: PackageCase | None = None,
        as_of: date | None = None,
    ) -> None:
        self.package = package
        self.edition = edition
        self.documents = documents or Documents()
        self.upper = upper
        self.as_of = as_of or date.max
        self._shapes: dict[int, Shapes] = {}

    def lack(self, need: str) -> Lack | None:
        """What is missing for a need; raises KeyError for a need it does not know."""
        reason, reason_en = _LACKS[need]
        have = {
            "layers": bool(self.known),
            "catalogue": any(theme.entry and theme.entry.fields for theme in self.known),
            "text": self.documents.plan is not None,
            "annexes": bool(self.documents.annexes),
            "upper": self.upper is not None,
            "database": self.documents.stored is not None,
            "region": bool(self.of_kinds(("region",))),
        }[need]
        return None if have else Lack(Verdict.NOT_EVALUATED, reason, reason_en)

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """Every layer, in order of file."""
        return tuple(
            Theme(data, self.edition.layer(data.entry) if data.entry else None) for data in self.package.layers
        )

    @cached_property
    def known(self) -> tuple[Theme, ...]:
        """The readable layers that the edition knows."""
        return tuple(theme for theme in self.themes if theme.entry is not None and not theme.data.error)

    def of_kinds(self, kinds: Iterable[str]) -> tuple[Theme, ...]:
        """The known layers of these kinds."""
        wanted = set(kinds)
        return tuple(theme for theme in self.known if theme.kind in wanted)

    def shapes(self, theme: Theme) -> Shapes:
        """The valid polygons of a layer, kept between rules."""
        key = id(theme)
        if key not in self._shapes:
            self._shapes[key] = draw(theme, self.plane)
        return self._shapes[key]

    @cached_property
    def plane(self) -> Crs | None:
        """The plane in metres on which distances are measured; None when no layer has a usable place."""
        return find_plane(self.themes)

    @cached_property
    def folder(self) -> NameParts | None:
        """What the name of the package's folder says."""
        return self.edition.folder.parse(self.package.name) if self.edition.folder else None

    @cached_property
    def adcode(self) -> str:
        """The administrative code of the package: that of its folder, else the one most of its layers bear, else that of its plan."""
        if self.folder and self.folder.adcode:
            return self.folder.adcode
        named = [parts.adcode for theme in self.themes if (parts := self.name_parts(theme)) and parts.adcode]
        text = self.documents.text
        return max(sorted(set(named)), key=named.count) if named else (text.region or "" if text else "")

    def name_parts(self, theme: Theme) -> NameParts | None:
        """What the name of a layer says."""
        return self.edition.layer_file.parse(theme.data.name) if self.edition.layer_file else None

    @cached_property
    def annex_tables(self) -> Sequence[AnnexTable]:
        """The annex tables that list features of a layer."""
        return tuple(find_annex_tables(self.documents.annexes, self.edition))

    def tolerance(self, name: str) -> Tolerance:
        """A tolerance of the edition; raises KeyError when it sets none."""
        return self.edition.tolerances[name]

    def place(self, path: str) -> Place:
        """A file or folder of the package, or the package itself."""
        return Place(path or self.package.name, self.package.sha256, 0, 0, 0, path or self.package.name)


def graded(mark: Mark, severity: Severity | None = None) -> Severity | None:
    """What rests on an inferred entry may warn, never more."""
    return severity if mark.may_fail else Severity.WARNING

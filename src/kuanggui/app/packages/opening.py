"""A package opened as a case: layers, documents, the upper package, the plan in a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kuanggui.app.opening import for_reading
from kuanggui.checks.database.case import Documents, PackageCase
from kuanggui.errors import InputError, KuangguiError
from kuanggui.ingest.package import FieldMapping, open_package, read_mapping, read_package
from kuanggui.ingest.phases import read, read_structure
from kuanggui.ingest.plan import read_plan
from kuanggui.ingest.readers import read_document
from kuanggui.model.package import Package
from kuanggui.model.plan import Plan
from kuanggui.model.reading import Reading
from kuanggui.regulation.standards import Edition, read_edition

_TEXT_SUFFIXES = (".docx", ".doc", ".wps", ".pdf", ".txt")


@dataclass(frozen=True, slots=True)
class PackageSources:
    """What a package is read with and held against: the edition by name or path, and what else the user gives."""

    edition: str
    as_of: date
    mapping: Path | None = None
    upper: Path | None = None
    database: str | None = None


@contextmanager
def open_case(path: Path, sources: PackageSources, report: Callable[[str], None]) -> Iterator[PackageCase]:
    """The case of a package, for as long as its files are there; raises InputError."""
    edition = read_edition(sources.edition)
    mapping = read_mapping(sources.mapping) if sources.mapping else FieldMapping()
    with open_package(path) as root:
        report("read")
        package = read_package(root, edition, mapping)
        if not package.files:
            raise InputError(f"{path}：文件夹是空的；请给出成果包的文件夹或 zip 文件")
        report("documents")
        documents = _documents(root, package, sources.database)
        if sources.upper is None:
            yield PackageCase(package, edition, documents, as_of=sources.as_of)
            return
        with open_package(sources.upper) as above:
            upper = _upper(above, edition, mapping, sources.as_of)
            yield PackageCase(package, edition, documents, upper, sources.as_of)


def _upper(root: Path, edition: Edition, mapping: FieldMapping, as_of: date) -> PackageCase:
    package = read_package(root, edition, mapping)
    return PackageCase(package, edition, _documents(root, package, None), as_of=as_of)


def _documents(root: Path, package: Package, database: str | None) -> Documents:
    unreadable: list[tuple[str, str]] = []
    texts = [file.path for file in package.of_part("text") if file.path.lower().endswith(_TEXT_SUFFIXES)]
    text = next((found for path in texts if (found := _read(root, path, unreadable)) is not None), None)
    tables = [file.path for file in package.of_part("annexes")]
    annexes = tuple(found for path in tables if (found := _read(root, path, unreadable, _read_tables)) is not None)
    plan = read_plan(text) if text else None
    stored = _stored(database, plan, text) if database else None
    return Documents(text, plan, annexes, stored, tuple(unreadable))


def _read_tables(path: Path) -> Reading:
    """Only the tables: what their figures mean is the rules' business, and annexes may have many thousand rows."""
    structure = read_structure(read_document(path))
    return Reading(structure.document, structure.title, boxes=structure.boxes)


def _read(
    root: Path, path: str, unreadable: list[tuple[str, str]], reader: Callable[[Path], Reading] = read
) -> Reading | None:
    try:
        return reader(root / path)
    except KuangguiError as error:
        unreadable.append((path, str(error).replace(str(root / path), path)))
        return None


def _stored(database: str, plan: Plan | None, text: Reading | None) -> Plan | None:
    """The plan of the same area that was imported last; raises StoreError."""
    region = next(iter(plan.region.keys), None) if plan and plan.region else (text.region if text else None)
    with closing(for_reading(database)) as store:
        for entry in store.plans():
            stored = store.load_plan(entry.id)
            if region is None or (stored.region is not None and region in stored.region.keys):
                return stored
    return None

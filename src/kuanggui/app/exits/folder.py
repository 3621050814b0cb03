"""Use cases: export a database to a folder of open formats, and import such a folder into an empty database."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kuanggui.app.authority import LOCAL, Action, Credentials, admit
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.ports import Archive, Work
from kuanggui.errors import InputError
from kuanggui.model.trail import Verified

PROFILE = "kuanggui-database-1"
DESCRIPTOR = "datapackage.json"
SHAPES = "features.gpkg"
MISSING = "\\N"
CHUNK = 1 << 20
csv.field_size_limit(1 << 30)  # a clause or a change set may be long


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows of all tables, features, documents, and the last hash of the trail."""

    rows: int
    features: int
    documents: int
    head: str


def export_folder(database: str, folder: Path) -> Exported:
    """Write everything a database holds to a new folder; it appears under its name only when it is whole. Raises InputError."""
    if folder.exists():
        raise InputError(f"{folder}：已存在；请换一个目录")
    if not folder.absolute().parent.is_dir():
        raise InputError(f"{folder.parent}：没有这个目录；请先建立")
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.absolute().parent))
    try:
        with closing(for_reading(database)) as store, store.reading() as work:
            exported = _write(work, partial)
        partial.chmod(0o755)
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return exported


def _write(work: Work, folder: Path) -> Exported:
    from kuanggui.app.exits.geopackage import write_shapes  # noqa: PLC0415 - other commands start faster without it

    archive = work.archive
    (folder / "tables").mkdir()
    resources, rows = list[dict[str, Any]](), 0
    for table, columns in archive.tables():
        path = folder / "tables" / f"{table}.csv"
        count = _write_table(archive, table, [name for name, _ in columns], path)
        rows += count
        schema = {"fields": [{"name": name, "type": kind} for name, kind in columns], "missingValues": [MISSING]}
        resources.append(
            _resource(folder, path, table) | {"profile": "tabular-data-resource", "schema": schema, "rows": count}
        )
    features = write_shapes(folder / SHAPES, archive.shapes())
    if features:
        resources.append(_resource(folder, folder / SHAPES, "features"))
    documents = list(_write_documents(work, folder))
    resources += documents
    head = "".join(entry.hash for entry in work.trail())[-64:]
    package = {
        "name": "kuanggui",
        "profile": "data-package",
        "kuanggui": PROFILE,
        "schema": archive.revision,
        "head": head,
    }
    text = json.dumps(package | {"resources": resources}, ensure_ascii=False, indent=1)
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8")
    return Exported(rows, features, len(documents), head)


def _write_table(archive: Archive, table: str, columns: list[str], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        for row in archive.rows(table):
            writer.writerow(row)
            count += 1
    return count


def _write_documents(work: Work, folder: Path) -> Iterator[dict[str, Any]]:
    for sha256, name in work.files.names():
        path = folder / "documents" / f"{sha256}{Path(name).suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(work.files.get(sha256))
        yield _resource(folder, path, f"document-{sha256[:12]}") | {"title": name}


def _resource(folder: Path, path: Path, name: str) -> dict[str, Any]:
    """The entry of a file: where it is, how large, and its hash."""
    media = {".csv": "text/csv", ".gpkg": "application/geopackage+sqlite3"}.get(path.suffix, "application/octet-stream")
    return {
        "name": name.replace("_", "-"),
        "path": path.relative_to(folder).as_posix(),
        "mediatype": media,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_hash(path)}",
    }


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def import_folder(folder: Path, database: str, by: Credentials = LOCAL) -> Verified:
    """Fill an empty database from an exported folder, wholly or not at all, and verify it. Raises InputError, StoreError."""
    package = _read_package(folder)
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            who = admit(work, by, Action.OPERATE, None)
        signature = who.sign("restore", package["head"], f"自 {folder.name} 导入")
        with store.writing(signature) as work:
            archive = work.archive
            if package["schema"] != archive.revision:
                raise InputError(
                    f"{folder}：结构版本 {package['schema']}，本程序为 {archive.revision}；请用同一版本导入"
                )
            archive.refuse_filled()
            _fill(archive, folder, package)
            return archive.finish(signature)


def _fill(archive: Archive, folder: Path, package: dict[str, Any]) -> None:
    from kuanggui.app.exits.geopackage import read_shapes  # noqa: PLC0415

    shapes = read_shapes(folder / SHAPES)
    documents = {path.stem: path for path in (folder / "documents").glob("*")}

    def apart(table: str, values: dict[str, Any]) -> bytes | None:
        if table == "feature_versions":
            return shapes.get(values["id"])
        path = documents.get(values["sha256"])
        if path is None:
            raise InputError(f"{folder}：缺少文件 {values['name']}；请重新导出")
        return path.read_bytes()

    rows = {each["path"]: each["rows"] for each in package["resources"] if "rows" in each}
    for table, columns in archive.tables():
        path = folder / "tables" / f"{table}.csv"
        count = archive.fill(table, _read_table(path, [name for name, _ in columns]), apart)
        if count != rows.get(path.relative_to(folder).as_posix()):
            raise InputError(f"{path}：行数与 {DESCRIPTOR} 所记不符；请重新导出")


def _read_table(path: Path, columns: list[str]) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        if next(reader, None) != columns:
            raise InputError(f"{path}：列与结构不符；请重新导出")
        for number, row in enumerate(reader, 2):
            if len(row) != len(columns):
                raise InputError(f"{path}：第 {number} 行列数不对；请重新导出")
            yield dict(zip(columns, row, strict=True))


def _read_package(folder: Path) -> dict[str, Any]:
    """The descriptor, once every file it names has been found to be as it was written."""
    try:
        package: dict[str, Any] = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        files = [(folder / each["path"], each["hash"]) for each in package["resources"]]
        known = package["kuanggui"] == PROFILE
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder}：不是 kuanggui db export 导出的目录；请核对路径") from error
    if not known:
        raise InputError(f"{folder}：由别的版本导出（{package['kuanggui']}）；请用同一版本导入")
    for path, digest in files:
        inside = path.resolve().is_relative_to(folder.resolve())
        if not inside or not path.is_file() or f"sha256:{_hash(path)}" != digest:
            raise InputError(f"{path}：缺失或被改动，与 {DESCRIPTOR} 所记不符；请重新导出")
    return package

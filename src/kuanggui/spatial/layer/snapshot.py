"""Making a snapshot of a source, and reading one back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.spatial.arrays import Flags
from kuanggui.spatial.crs import EQUAL_AREA, Crs, accept_crs
from kuanggui.spatial.hilbert import order_boxes
from kuanggui.spatial.kernel.shapes import Tree
from kuanggui.spatial.layer.families import NAMES
from kuanggui.spatial.layer.record import LayerRecord, read_record, write_record
from kuanggui.spatial.layer.sources import NOTHING_GIVEN, SourceOptions, open_source
from kuanggui.spatial.layer.staging import (
    STAGING_FORMAT,
    is_staged,
    load_family,
    load_measures,
    load_staged,
    stage_batch,
)
from kuanggui.spatial.layer.writing import ARRAYS, TABLE, write_arrays, write_table
from kuanggui.spatial.polygons import Polygons
from kuanggui.spatial.prepared import Prepared
from kuanggui.spatial.totals import find_entangled
from kuanggui.spatial.tree import FANOUT

Progress = Callable[[int, int], None]
_LISTED_REPAIRS = 1000


@dataclass(frozen=True, slots=True)
class LayerLabel:
    """What the user says about a layer: a name for its folder, its kind, the day it describes (ISO), who answers for it.

    `public` opens it to people without a login; `region` keeps an internal layer to a division, those above and those below it.
    """

    name: str
    kind: str
    as_of: str
    owner: str
    public: bool = False
    region: str = ""


def make_snapshot(
    path: Path,
    folder: Path,
    label: LayerLabel,
    *,
    repair: bool = False,
    given: SourceOptions = NOTHING_GIVEN,
    batch_size: int = 65_536,
    progress: Progress = lambda done, total: None,
) -> LayerRecord:
    """Turn a file into a snapshot in `folder`, in bounded memory; an interrupted run goes on where it stopped.

    Raises InputError when the folder already holds a snapshot, geometries are of several families, or a feature is invalid
    and `repair` is off.
    """
    if (folder / "layer.json").exists():
        raise InputError(f"{folder}：该图层已入库；请换一个名称，或先删除旧快照")
    digest = hash_file(path)
    work = folder / f"staging-{_name_run(digest, given, batch_size, repair=repair)}"
    with open_source(path, batch_size, given) as source:
        counter = _Counter(progress, 2 * source.features)
        stages = _stage_all(source.batches, work, source.crs, repair=repair, counter=counter)
        crs = source.crs
    if not stages:
        raise UnreadableFileError(f"{path}：图层中没有要素；请核对文件")
    family = _agree_on_family(path, stages, batch_size)
    write = _write_polygons if family == "polygon" else _write_marks
    record = write(_Origin(path, digest, label, crs, family), folder, stages, counter)
    record = record.with_digest(hash_file(folder / TABLE))
    write_record(folder, record)
    shutil.rmtree(work)
    return record


@dataclass(slots=True)
class _Counter:
    """Features read and then written, told to a progress bar."""

    report: Progress
    total: int
    done: int = 0

    def add(self, features: int) -> None:
        self.done += features
        self.report(self.done, max(self.total, self.done))


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a snapshot comes from."""

    path: Path
    digest: str
    label: LayerLabel
    crs: Crs
    family: str


def _name_run(digest: str, given: SourceOptions, batch_size: int, *, repair: bool) -> str:
    """Batches put aside are used again only by a run with the same file and options."""
    options = hashlib.sha256(repr((digest, given, batch_size, repair, STAGING_FORMAT)).encode())
    return options.hexdigest()[:16]


def _stage_all(batches: Any, work: Path, crs: Crs, *, repair: bool, counter: _Counter) -> list[Path]:
    stages: list[Path] = []
    done = 0
    for number, batch in enumerate(batches):
        stage = work / f"{number:06}"
        if not is_staged(stage):
            stage_batch(stage, batch, done, crs, repair=repair)
        stages.append(stage)
        done += batch.num_rows
        counter.add(batch.num_rows)
    return stages


def _agree_on_family(path: Path, stages: Sequence[Path], batch_size: int) -> str:
    """The one family of geometries of all batches; polygon for a layer without any geometry."""
    found: dict[str, int] = {}
    for number, stage in enumerate(stages):
        found.setdefault(load_family(stage), number)
    found.pop("", None)
    if len(found) > 1:
        one, other = list(found)[:2]
        raise InputError(
            f"{path}：第 {found[other] * batch_size + 1} 行起是{NAMES[other]}，前面是{NAMES[one]}；"
            "一个图层只能有一类几何，请分开入库"
        )
    return next(iter(found), "polygon")


def _write_polygons(origin: _Origin, folder: Path, stages: Sequence[Path], counter: _Counter) -> LayerRecord:
    staged = [load_staged(stage, EQUAL_AREA) for stage in stages]
    sizes = np.array([len(part.feature_areas_m2) for part in staged], dtype=np.int64)
    order = order_boxes(np.concatenate([part.boxes for part in staged]))
    write_table(folder, stages, order, sizes, origin.crs, origin.family, counter.add)
    rows = write_arrays(folder / ARRAYS, staged, order)
    entangled = find_entangled(load_prepared(folder))
    np.save(folder / ARRAYS / "entangled.npy", entangled)
    areas = np.concatenate([part.feature_areas_m2 for part in staged])
    repairs = [entry for part in staged for entry in part.repairs]
    return replace(
        _describe(origin, len(areas), int((areas == 0).sum())),
        vertices=sum(len(part.rows.x) for part in staged), rows=rows, entangled=int(entangled.sum()),
        area_m2=float(areas.sum()), repairs=tuple(repairs[:_LISTED_REPAIRS]),
    )  # fmt: skip


def _write_marks(origin: _Origin, folder: Path, stages: Sequence[Path], counter: _Counter) -> LayerRecord:
    """Lines or points: a table in Hilbert order, without arrays for the kernel."""
    measures = [load_measures(stage) for stage in stages]
    sizes = np.array([len(boxes) for boxes, _ in measures], dtype=np.int64)
    boxes = np.concatenate([boxes for boxes, _ in measures])
    write_table(folder, stages, order_boxes(boxes), sizes, origin.crs, origin.family, counter.add)
    lengths = np.concatenate([lengths for _, lengths in measures])
    empty = int(np.isnan(boxes[:, 0]).sum())
    return replace(_describe(origin, len(boxes), empty), length_m=float(lengths.sum()))


def _describe(origin: _Origin, features: int, empty: int) -> LayerRecord:
    label = origin.label
    return LayerRecord(
        label.name, label.kind, label.as_of, label.owner, origin.path.name, origin.digest,
        origin.crs.definition, origin.crs.note, features, vertices=0, rows=0, entangled=0, area_m2=0.0,
        empty=empty, repairs=(), geometry=origin.family, public=label.public, region=label.region,
    )  # fmt: skip


def load_prepared(folder: Path) -> Prepared:
    """The kernel's rows of a snapshot, left on disk until they are touched.

    They are mapped copy-on-write: read-only arrays would be another type to the compiler, and mean compiling twice.

    Raises UnreadableFileError when an array is missing or damaged.
    """

    def load(name: str) -> NDArray[Any]:
        try:
            values: NDArray[Any] = np.load(folder / ARRAYS / f"{name}.npy", mmap_mode="c")
        except (OSError, ValueError) as error:
            raise UnreadableFileError(f"{folder}：图层快照不完整（缺 {name}）；请重新运行 layer add") from error
        return np.asarray(values)

    ring_starts = load("ring_starts")
    parts = np.arange(len(ring_starts), dtype=np.int64)
    polygons = Polygons(load("x"), load("y"), ring_starts, parts, load("row_rings"), EQUAL_AREA)
    origin = load("origin") if (folder / ARRAYS / "origin.npy").exists() else None
    tree = Tree(load("boxes"), load("level_starts"), FANOUT)
    return Prepared(polygons, tree, load("areas_m2"), load("feature_areas_m2"), origin)


def load_entangled(folder: Path) -> Flags:
    """Which features of a snapshot overlap another one of it."""
    return np.asarray(np.load(folder / ARRAYS / "entangled.npy"), dtype=np.bool_)


def check_snapshot(folder: Path) -> LayerRecord:
    """The record of a snapshot whose table still has the digest it was written with.

    Raises UnreadableFileError when it is unfinished, damaged or changed.
    """
    record = read_record(folder)
    if hash_file(folder / TABLE) != record.snapshot_sha256:
        raise UnreadableFileError(f"{folder}：图层文件与入库时不一致（SHA-256 不同）；请重新运行 layer add")
    if record.geometry == "polygon":
        load_prepared(folder)
    accept_crs(record.crs)
    if pq.read_metadata(folder / TABLE).num_rows != record.features:
        raise UnreadableFileError(f"{folder}：图层要素数与记录不符；请重新运行 layer add")
    return record


def hash_file(path: Path) -> str:
    """SHA-256 of a file; of a folder (FileGDB), of its files in order of name."""
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(entry for entry in path.rglob("*") if entry.is_file()):
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()

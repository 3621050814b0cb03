"""What a snapshot says about itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kuanggui.errors import UnreadableFileError

FILE = "layer.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Repair:
    """A feature whose geometry was mended on request: its row in the source, why, and its area before and after."""

    row: int
    reason: str
    before_m2: float
    after_m2: float


@dataclass(frozen=True, slots=True)
class LayerRecord:
    """A snapshot's origin and contents. `kind` is a domain word (permanent_basic_farmland), `as_of` an ISO date.

    `geometry` is polygon, line or point; only polygons have an area, rows for the kernel, and overlaps among themselves.
    Only a `public` layer takes part in what is answered without a login. `region` is the division that an internal one is about, six
    digits; empty for a layer that whoever has a login may see.
    """

    name: str
    kind: str
    as_of: str
    owner: str
    source: str
    source_sha256: str
    crs: str
    note: str
    features: int
    vertices: int
    rows: int
    entangled: int
    area_m2: float
    empty: int
    repairs: tuple[Repair, ...]
    geometry: str = "polygon"
    length_m: float = 0.0
    snapshot_sha256: str = ""
    public: bool = False
    region: str = ""
    format: int = FORMAT

    def with_digest(self, digest: str) -> LayerRecord:
        """The same record with the digest of the snapshot's table."""
        return replace(self, snapshot_sha256=digest)


def write_record(folder: Path, record: LayerRecord) -> None:
    """Write the record last: a folder without one is unfinished."""
    (folder / FILE).write_text(json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_record(folder: Path) -> LayerRecord:
    """Raises UnreadableFileError when the folder holds no finished snapshot of this format."""
    try:
        values = json.loads((folder / FILE).read_text(encoding="utf-8"))
        values["repairs"] = tuple(Repair(**repair) for repair in values["repairs"])
        record = LayerRecord(**values)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFileError(f"{folder}：不是已入库的图层；请先运行 kuanggui layer add") from error
    if record.format != FORMAT:
        raise UnreadableFileError(
            f"{folder}：图层快照版本为 {record.format}，本程序需要 {FORMAT}；请重新运行 layer add"
        )
    return record

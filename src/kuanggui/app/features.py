"""Use cases: load features from a data file, ask for them as of a day, and tell the history of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kuanggui.app.authority import LOCAL, Action, Credentials, admit
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.plan_features import first_day
from kuanggui.app.plans import choose, region_of
from kuanggui.app.ports import Work
from kuanggui.errors import InputError, StoreError
from kuanggui.model.feature import (
    Feature,
    FeatureKind,
    FeatureQuery,
    FeatureStatus,
    FeatureVersion,
    GeometryMark,
    Window,
)
from kuanggui.model.plan.outline import Level

UNNAMED = "?"


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What a file of features holds, for which plan, from which day (default: the first of the planning period)."""

    kind: FeatureKind
    plan: str | None = None
    mark: GeometryMark = GeometryMark.ILLUSTRATIVE
    status: FeatureStatus = FeatureStatus.PLANNED
    level: Level | None = None
    valid_from: date | None = None
    fields: Path | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The result of loading: into which plan, how many, and what was not understood. `is_new` is False for a file loaded before."""

    plan: str
    is_new: bool
    count: int = 0
    without_geometry: int = 0
    columns: tuple[tuple[str, str], ...] = ()
    doubts: tuple[tuple[int, str, str], ...] = ()


def load_features(path: Path, database: str, options: LoadOptions, by: Credentials = LOCAL) -> Loaded:
    """Put the features of a file into a plan, each file once. Raises InputError, and StoreError; then nothing has been written."""
    from kuanggui.ingest.features import read_features  # noqa: PLC0415 - other commands start faster without the readers

    pattern = Feature(UNNAMED, options.kind, UNNAMED, status=options.status, level=options.level)
    if options.mark is GeometryMark.NONE:
        raise InputError("--geometry none：文件带有几何；请选 illustrative 或 official")
    reading, features = read_features(path, pattern, options.mark, options.fields)
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            plan = choose(work.plans(), options.plan, database).id
            who = admit(work, by, Action.OPERATE, region_of(work, plan))
        with store.writing(who.sign("load", plan, f"入库 {path.name}")) as work:
            if work.features.has_source(plan, reading.sha256):
                return Loaded(plan, is_new=False)
            day = options.valid_from or first_day(work.load_plan(plan), date.today())
            count = work.features.add(plan, features, day)
            if not count:
                raise InputError(f"{path}：没有要素；请核对文件")
    doubts = tuple((doubt.row, doubt.field, doubt.words) for doubt in reading.doubts)
    return Loaded(plan, True, count, reading.without_geometry, tuple(reading.columns.items()), doubts)


@contextmanager
def finding(database: str, query: FeatureQuery) -> Iterator[Iterator[FeatureVersion]]:
    """The versions a query asks for, as a stream that ends with the block; the plan may be given by the beginning of its id."""
    with closing(for_reading(database)) as store, store.reading() as work:
        plan = choose(work.plans(), query.plan, database).id
        yield work.features.find(replace(query, plan=plan))


def history_of(database: str, plan: str | None, feature: str) -> list[FeatureVersion]:
    """Every version ever recorded of a feature; raises StoreError when there is none of that id."""
    with closing(for_reading(database)) as store, store.reading() as work:
        chosen = choose(work.plans(), plan, database).id
        versions = work.features.history(chosen, feature)
        if not versions:
            raise StoreError(f"{database}: 规划 {chosen} 中没有 {feature}；{_near(work, chosen, feature)}")
        return versions


def _near(work: Work, plan: str, feature: str) -> str:
    """Ids that the one asked for may stand for."""
    ids = {found.feature.id for found in work.features.find(FeatureQuery(plan)) if feature in found.feature.name}
    return f"是否指 {'、'.join(sorted(ids)[:5])}" if ids else "用 kuanggui plan items 查看编号"


def parse_window(text: str) -> Window:
    """West, south, east and north in degrees, with commas; raises InputError."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise InputError(f"--window {text}：请写成 西,南,东,北（度），如 113.0,39.8,113.5,40.2") from error
    if not (west <= east and south <= north):
        raise InputError(f"--window {text}：西应不大于东，南应不大于北")
    return Window(west, south, east, north)


def parse_day(text: str, option: str) -> date:
    """A day such as 2024-12-31; raises InputError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{option} {text}：不是日期；请写成 2024-12-31 的样子") from error


def parse_moment(text: str, option: str) -> datetime:
    """A moment such as 2024-12-31T12:00, by the clock of this machine where no zone is given; raises InputError."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(f"{option} {text}：不是时间；请写成 2024-12-31T12:00 的样子") from error

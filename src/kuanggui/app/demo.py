"""Use case: show on the example plan what the program does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from kuanggui.app.actor import sign
from kuanggui.app.audit import AuditFormat, AuditOptions, audit_file
from kuanggui.app.example import ANNEXES, PLAN, example_features, example_file
from kuanggui.app.features import LoadOptions, load_features
from kuanggui.app.illustration import illustrate, invent_shape
from kuanggui.app.import_ import Imported, import_file
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.plan_features import first_day
from kuanggui.app.public.editions import publish_plan
from kuanggui.app.screening.demo import DemoScreening, screen_demo
from kuanggui.app.stock import stock_at
from kuanggui.errors import InputError, KuangguiError
from kuanggui.model.feature import FeatureKind, FeatureStatus
from kuanggui.model.feature.plain import feature_from_plain
from kuanggui.regulation.word_files import load_words

DATABASE = "demo.db"
BASIS = "演示，不是正式公布 for demonstration only"
REPORTS = {AuditFormat.HTML: "index.html", AuditFormat.XLSX: "修改清单.xlsx", AuditFormat.DOCX: "审查意见.docx"}


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made: the copied plan, what was imported, the audit as a table, the screening, the reports by what they are."""

    folder: Path
    plan: Path
    imported: Imported
    audit: str
    screening: DemoScreening
    reports: dict[str, Path]


def run_demo(folder: Path, as_of: date, width: int, report: Callable[[str], None]) -> Demo:
    """Copy the example into `folder`, import, audit and screen it and write the reports there; raises KuangguiError when a step fails."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (PLAN, ANNEXES):
        shutil.copyfile(example_file(name), folder / name)
    plan = folder / PLAN
    report("import")
    imported = import_file(plan, str(folder / DATABASE))
    illustrate(str(folder / DATABASE), imported.plan.id)
    for path in example_features():
        _load(path, str(folder / DATABASE), imported.plan.id)
    report("audit")
    table = _audit(plan, AuditOptions(AuditFormat.TABLE, as_of, width=width)).decode()
    written = {}
    for form, name in REPORTS.items():
        report(name)
        (folder / name).write_bytes(_audit(plan, AuditOptions(form, as_of)))
        written[form.value] = folder / name
    screening = screen_demo(folder, stock_at(folder / DATABASE), as_of, report)
    _offer_blocks(str(folder / DATABASE), imported.plan.id)
    _show_public(str(folder / DATABASE), imported.plan.id, as_of)
    return Demo(folder, plan, imported, table, screening, written)


def import_more(folder: Path, given: Path | None) -> list[tuple[Path, str]]:
    """Import the plans of another folder too; each file with what was wrong with it. Raises InputError for a missing folder."""
    if given is not None and not given.is_dir():
        raise InputError(f"{given}：没有这个文件夹；请核对 --plans")
    # Beside a checkout of the sources; nowhere when the program is installed.
    plans = given or Path(__file__).resolve().parents[3].parent / "shared" / "plans"
    return [(path, _import(path, folder)) for path in sorted(plans.glob("*")) if path.is_file()]


def _load(path: Path, database: str, plan: str) -> None:
    """Features of the example into its plan; those of a file that was loaded before stay as they are."""
    kind, _, day = path.stem.partition("_")
    begun = date.fromisoformat(day) if day else None
    load_features(path, database, LoadOptions(FeatureKind(kind), plan, status=FeatureStatus.EXISTING, valid_from=begun))


def _import(path: Path, folder: Path) -> str:
    try:
        imported = import_file(path, str(folder / DATABASE))
        illustrate(str(folder / DATABASE), imported.plan.id)
        _show_public(str(folder / DATABASE), imported.plan.id, date.today())
    except KuangguiError as error:
        return str(error)
    return ""


def _offer_blocks(database: str, plan: str) -> None:
    """Put some invented planning blocks into the plan of the example, so that there is something on offer."""
    loaded: list[dict[str, Any]] = load_words("kuanggui.app.public", "data", "demo_blocks.yaml")
    blocks = [feature_from_plain(record) for record in loaded]
    drawn = [replace(block, shape=invent_shape(block) or block.shape) for block in blocks]
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            day = first_day(work.load_plan(plan), date.today())
            if any(work.features.history(plan, block.id) for block in blocks):
                return
        with store.writing(sign("illustrate", plan, BASIS)) as work:
            work.features.add(plan, drawn, day)


def _show_public(database: str, plan: str, day: date) -> None:
    """Publish a plan of the demo, unless somebody has done so before."""
    with closing(for_reading(database)) as store, store.reading() as work:
        known = work.publications.get(plan)
    if known is None:
        publish_plan(database, plan, day, BASIS)


def _audit(plan: Path, options: AuditOptions) -> bytes:
    audited = audit_file(plan, options)
    if audited.error:
        raise KuangguiError(audited.error)
    return audited.report

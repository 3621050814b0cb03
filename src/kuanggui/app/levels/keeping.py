"""Use case: keep a table of shares in the database, where plans below are held against it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kuanggui.app.authority import LOCAL, Action, Credentials, admit
from kuanggui.app.levels.gathering import file_of, kept_shares
from kuanggui.app.opening import for_writing
from kuanggui.app.plans import choose, region_of
from kuanggui.checks.levels.assess import assess_levels
from kuanggui.checks.levels.case import LevelsCase
from kuanggui.errors import InputError
from kuanggui.ingest.shares import read_shares, shares_from_text
from kuanggui.model.shares import ShareTable
from kuanggui.reports.levels.shares_text import write_text

ADDS_UP = ("LVL301", "LVL302")


@dataclass(frozen=True, slots=True)
class Kept:
    """The plan, how many targets its table has, and whether the table is another than before."""

    plan: str
    targets: int
    is_new: bool


def keep_shares(path: Path, database: str, by: Credentials = LOCAL) -> Kept:
    """Keep a table that adds up; the same table a second time changes nothing. Raises InputError, StoreError."""
    table = read_shares(path)
    _refuse_wrong(table)
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            plan = choose(work.plans(), table.plan, database).id
            region = region_of(work, plan)
            who = admit(work, by, Action.OPERATE, region)
            if region != table.region:
                raise InputError(f"{path}：行政区 {table.region} 不是规划 {plan} 的 {region}；请核对")
            before = kept_shares(work, plan)
        if before is not None and write_text(before) == write_text(table):
            return Kept(plan, len(table.targets), is_new=False)
        signature = who.sign("shares", plan, f"指标分解 {path.name}")
        content = write_text(table, kept_at=signature.at.isoformat())
        shares_from_text(content, path.name)  # what is kept can be read again
        with store.writing(signature) as work:
            work.files.put(file_of(plan), content)
    return Kept(plan, len(table.targets), is_new=True)


def _refuse_wrong(table: ShareTable) -> None:
    found = assess_levels(LevelsCase((), [table], date.today()), "", only=ADDS_UP).findings
    if found:
        more = f"；另有 {len(found) - 1} 处" if len(found) > 1 else ""
        raise InputError(f"{table.source}：{found[0].message.rstrip('。')}{more}；先用 kuanggui levels sum 核对")

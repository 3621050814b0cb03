"""Use case: split the targets of a plan among the divisions below and over the years, into a file that people can edit."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from kuanggui.app.authority import LOCAL, Credentials
from kuanggui.app.levels.apportioning import apportion_years
from kuanggui.app.levels.gathering import gather, plans_below
from kuanggui.app.levels.weights import WORDS, Below, NoWeightsError, weigh
from kuanggui.app.opening import for_reading
from kuanggui.checks.levels.case import DivisionPlan, name_of
from kuanggui.checks.levels.items import Item, is_ratio
from kuanggui.errors import InputError
from kuanggui.model.shares import Course, Method, Share, ShareTable, Target
from kuanggui.reports.levels.shares_text import write_text

COUNT = "count"
MORE_PLACES = 2  # a figure in 万吨 is printed without places, its shares need some


@dataclass(frozen=True, slots=True)
class SplitOptions:
    """Which plan and targets (words of their names; default all), by what, and by what else where that is not known."""

    method: Method
    plan: str | None = None
    only: tuple[str, ...] = ()
    given: tuple[tuple[str, Decimal], ...] = ()
    otherwise: Method | None = None
    course: Course | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """The table, and the targets that were not split with the reason."""

    table: ShareTable
    left: tuple[tuple[str, str], ...]


def split_targets(database: str, options: SplitOptions, out: Path, day: date, by: Credentials = LOCAL) -> Split:
    """Split what a plan sets and write it to a YAML or XLSX file. Raises InputError, StoreError; then nothing has been written."""
    with closing(for_reading(database)) as store, store.reading() as work:
        case, plan = gather(work, database, options.plan, day, by)
    top = next(each for each in case.plans if each.plan.id == plan)
    below = dict(plans_below(case, top.region))
    if not below:
        raise InputError(f"{plan}：{top.name}之下没有行政区，无法分解")
    foreign = next((code for code, _ in options.given if code not in below), None)
    if foreign is not None:
        raise InputError(f"--share {foreign}：不是{top.name}的下级行政区；可用：{'、'.join(below)}")
    done = split_plan(top, below, options)
    if not done.table.targets:
        reasons = "；".join(f"{name}：{reason}" for name, reason in done.left[:3])
        raise InputError(f"没有可分解的指标（{reasons or '规划没有指标'}）；可用 --otherwise even 或 --share 给出份额")
    write_table(done.table, out)
    return done


def write_table(table: ShareTable, out: Path) -> None:
    """Write a table by the suffix of the file; raises InputError."""
    if out.suffix.lower() == ".xlsx":
        from kuanggui.reports.levels.shares_workbook import write_shares_workbook  # noqa: PLC0415 - YAML needs no workbooks

        content = write_shares_workbook(table)
    elif out.suffix.lower() in {".yaml", ".yml"}:
        content = write_text(table)
    else:
        raise InputError(f"{out}：请写成 .xlsx 或 .yaml 文件")
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(f"{out}：无法写入（{error.strerror}）；请检查路径和权限") from error


def split_plan(top: DivisionPlan, below: Below, options: SplitOptions) -> Split:
    """The targets of a plan among the divisions below; those that cannot be split are left with the reason. Raises InputError."""
    period = top.plan.planning_period
    if period is None:
        raise InputError(f"{top.plan.id} 没有写明规划期，不能按年分解；请核对规划文本")
    years = tuple(range(period.start, period.end + 1))
    targets, shares, left = list[Target](), list[Share](), list[tuple[str, str]]()
    for item in top.items.values():
        if options.only and not any(word in f"{item.id} {item.name}" for word in options.only):
            continue
        try:
            target, rows = _split_item(item, below, years, options)
        except NoWeightsError as error:
            left.append((item.name, str(error)))
            continue
        targets.append(target)
        shares += rows
    table = ShareTable(top.plan.id, top.region, options.method, _note(options), tuple(targets), tuple(shares))
    return Split(table, tuple(left))


def _note(options: SplitOptions) -> str:
    given = "、".join(f"{name_of(code)} {weight:f}" for code, weight in options.given)
    other = f"；缺数据的指标{WORDS[options.otherwise]}" if options.otherwise else ""
    return f"{WORDS[options.method]}分解{other}{f'（{given}）' if given else ''}"


def _split_item(item: Item, below: Below, years: tuple[int, ...], options: SplitOptions) -> tuple[Target, list[Share]]:
    if is_ratio(item):
        raise NoWeightsError("比率不分解，各地同此要求")
    target = _target(item, years, options)
    weights = _weights(item, below, options)
    due = _due(item, target)
    rows = apportion_years(list(due.values()), weights, target.decimals, running=target.course is Course.SPREAD)
    by_year = dict(zip(due, rows, strict=True))
    planned = [{year: row[n] for year, row in by_year.items()} for n in range(len(below))]
    return target, [Share(target.id, code, own) for code, own in zip(below, planned, strict=True)]


def _weights(item: Item, below: Below, options: SplitOptions) -> list[Decimal]:
    try:
        return weigh(options.method, item, below, dict(options.given))
    except NoWeightsError:
        if options.otherwise is None:
            raise
        return weigh(options.otherwise, item, below, dict(options.given))


def _target(item: Item, years: tuple[int, ...], options: SplitOptions) -> Target:
    quantity = item.figure.quantity
    unit = quantity.unit
    is_count = unit is None or unit.dimension == COUNT
    course = options.course or (Course.SAME if unit and unit.per else Course.FINAL if is_count else Course.SPREAD)
    if item.key[0] == "cap" and options.course is None:
        course = Course.SAME
    places = quantity.decimals + (0 if is_count else MORE_PLACES)
    decimals = places if options.decimals is None else max(options.decimals, quantity.decimals)
    due = years if course is not Course.FINAL or item.base is not None else years[-1:]
    name = unit.name if unit else ""
    return Target(item.id, item.key, item.name, name, quantity.relation, quantity.low, course, due, decimals)


def _due(item: Item, target: Target) -> dict[int, Decimal]:
    """What all divisions together have in each year."""
    if target.course is Course.SAME:
        return dict.fromkeys(target.years, target.total)
    if target.course is Course.SPREAD:
        (rows,) = apportion_years([target.total], [Decimal(1)] * len(target.years), target.decimals)
        return dict(zip(target.years, rows, strict=True))
    start = item.base.quantity.low if item.base else target.total
    steps = len(target.years)
    way = [start + (target.total - start) * n / steps for n in range(1, steps + 1)]
    step = Decimal(1).scaleb(-target.decimals)
    return {year: value.quantize(step) for year, value in zip(target.years, way, strict=True)}

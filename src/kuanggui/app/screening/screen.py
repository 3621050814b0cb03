"""Use case: screen files of cases and write the answers in the form asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from kuanggui.app.layers import read_catalogue
from kuanggui.app.screening.as_json import answer_json, answers_geojson
from kuanggui.app.screening.confirm import Confirmation, confirm
from kuanggui.app.screening.record import replay_record
from kuanggui.app.screening.requests import CaseOptions, block_requests, read_requests
from kuanggui.app.screening.screener import Request, Screener, open_screener
from kuanggui.app.screening.second_way import second_way
from kuanggui.app.stock import Stock
from kuanggui.errors import InputError
from kuanggui.findings.ruling import Ruling
from kuanggui.findings.screening import ScreeningAnswer

Report = Callable[[int, int], None]
READ_BY_PEOPLE = 20  # answers that are laid out line by line


class ScreenFormat(StrEnum):
    """The forms of an answer."""

    TABLE = "table"
    JSON = "json"
    GEOJSON = "geojson"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """What to screen against, and how to tell it; `values` describe every case."""

    stock: Stock
    as_of: date
    form: ScreenFormat = ScreenFormat.TABLE
    plan: str | None = None
    layers: tuple[str, ...] | None = None
    values: dict[str, Any] = field(default_factory=dict)
    crs: str | None = None
    width: int = 120
    colour: bool = False
    confirming: bool = False


@dataclass(frozen=True, slots=True)
class Screened:
    """The report, the answers it is about, and, where that was asked for, how a second engine measures each of them."""

    report: bytes
    answers: tuple[ScreeningAnswer, ...]
    confirmed: tuple[tuple[Confirmation, ...], ...] = ()

    @property
    def worst(self) -> Ruling:
        """The worst verdict of all."""
        return max((answer.ruling for answer in self.answers), key=lambda ruling: ruling.rank, default=Ruling.CONFORMS)


def screen_files(paths: Sequence[Path], options: ScreenOptions, report: Report = lambda done, total: None) -> Screened:
    """Screen every case of every file; raises InputError for what cannot be read."""
    screener = open_chosen(options)
    given = CaseOptions(options.values, options.crs)
    requests = [request for path in paths for request in read_requests(path, screener.themes, given)]
    if not requests:
        raise InputError(f"{paths[0]}：没有案件；请核对文件")
    return answer_requests(screener, requests, options, report)


def screen_blocks(options: ScreenOptions, report: Report = lambda done, total: None) -> Screened:
    """Screen every planning block of the stock."""
    screener = open_chosen(options)
    return answer_requests(screener, block_requests(screener, options.values), options, report)


def open_chosen(options: ScreenOptions) -> Screener:
    """A screener on what the options choose; raises InputError for a stock that is not there and for layers that it does not have."""
    stock = options.stock
    if not stock.is_there:
        raise InputError(
            f"{stock.address}：没有这个数据库，也没有图层；请核对 --db，或先用 kuanggui import、kuanggui layer add 入库"
        )
    screener = open_screener(stock, options.as_of, options.plan, options.layers)
    have = {layer.record.name for kind in screener.themes.kinds for layer in screener.themes.layers(kind)}
    if absent := [name for name in options.layers or () if name not in have]:
        known = "、".join(record.name for record in read_catalogue(stock)) or "无"
        raise InputError(f"--layer {'、'.join(absent)}：没有这个图层；已入库的有：{known}")
    return screener


def answer_requests(
    screener: Screener, requests: Sequence[Request], options: ScreenOptions, report: Report = lambda done, total: None
) -> Screened:
    """The answers to requests, written in the form of the options."""
    answers = []
    for answer in screener.screen_many(requests):
        answers.append(answer)
        report(len(answers), len(requests))
    confirmed = _confirmed(screener, requests, options.stock) if options.confirming else ()
    return Screened(_written(screener, requests, answers, options), tuple(answers), confirmed)


def _confirmed(screener: Screener, requests: Sequence[Request], stock: Stock) -> tuple[tuple[Confirmation, ...], ...]:
    with second_way(stock) as second:
        return tuple(confirm(screener, request, second) for request in requests)


def answers_record(
    screener: Screener, requests: Sequence[Request], answers: Sequence[ScreeningAnswer], stock: Stock
) -> dict[str, Any]:
    """Answers with their replay records, as plain data; what `kuanggui replay` reads."""
    pairs = zip(requests, answers, strict=True)
    return {"answers": [answer_json(a) | {"replay": replay_record(screener, r, a, stock)} for r, a in pairs]}


def _json(record: dict[str, Any]) -> bytes:
    """A few answers to be read by people as well; many with one in a line, which is written much faster."""
    if len(record["answers"]) <= READ_BY_PEOPLE:
        return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
    lines = ",\n".join(json.dumps(answer, ensure_ascii=False) for answer in record["answers"])
    return f'{{"answers": [\n{lines}\n]}}\n'.encode()


def _written(
    screener: Screener, requests: Sequence[Request], answers: Sequence[ScreeningAnswer], options: ScreenOptions
) -> bytes:
    match options.form:
        case ScreenFormat.JSON:
            return _json(answers_record(screener, requests, answers, options.stock))
        case ScreenFormat.GEOJSON:
            return (json.dumps(answers_geojson(list(answers)), ensure_ascii=False) + "\n").encode()
        case ScreenFormat.DOCX:
            from kuanggui.app.screening.surroundings import surroundings_of  # noqa: PLC0415 - slow to load
            from kuanggui.reports.screening.opinion import write_opinion  # noqa: PLC0415

            return write_opinion(answers, [surroundings_of(screener, request) for request in requests])
        case _:
            from kuanggui.reports.screening.terminal import write_terminal  # noqa: PLC0415

            return write_terminal(answers, options.width, colour=options.colour).encode()

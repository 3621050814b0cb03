"""Use case: rerun saved answers, and say that they are identical or what changed and what that did."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kuanggui.app.layer_reach import hidden_from
from kuanggui.app.layers import read_catalogue
from kuanggui.app.screening.confirm import Confirmation, confirm
from kuanggui.app.screening.ranges import Range, read_drawn
from kuanggui.app.screening.record import replay_record
from kuanggui.app.screening.screener import Request, Screener, open_screener
from kuanggui.app.screening.second_way import SecondWay, second_way
from kuanggui.app.stock import HIDDEN, Stock, stock_at
from kuanggui.checks.screening.running import screening_rules
from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.findings.screening import Override, ScreeningAnswer
from kuanggui.ingest.screening.fields import read_application
from kuanggui.model.place import Place
from kuanggui.model.screening.application import Application

Json = dict[str, Any]
WORDS = {"plan": "规划", "layers": "图层", "parameters": "法规参数", "rules": "规则", "engines": "程序"}


@dataclass(frozen=True, slots=True)
class Change:
    """Something an answer rests on that is not what it was: `effect` says which findings of it changed, empty for none."""

    kind: str
    name: str
    before: str
    after: str
    effect: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replayed:
    """One answer asked again: whether it says the same, what changed below it, and what differs in it."""

    name: str
    identical: bool
    changes: tuple[Change, ...]
    differences: tuple[str, ...]
    confirmations: tuple[Confirmation, ...] = ()


def replay_file(
    path: Path, database: str | None = None, layers: Path | None = None, *, confirming: bool = False
) -> Iterator[Replayed]:
    """Each answer of a saved file asked again on the same stock (or the one given).

    Raises UnreadableFileError for a file that `kuanggui screen --format json` did not write.
    """
    screeners: dict[tuple[Stock, str, str | None, str | None], Screener] = {}
    for saved in _saved(path):
        record = saved["replay"]
        stock = _stock(record, database, layers)
        if HIDDEN in stock.database or not stock.is_there:
            raise InputError(f"{path}：数据库 {stock.database} 不在，或保存时未存密码；请用 --db 给出")
        plan = record["plan"]["id"] if record["plan"] else None
        key = (stock, record["as_of"], plan, record.get("scope"))
        if key not in screeners:
            hidden = hidden_from(read_catalogue(stock), record.get("scope"))
            screeners[key] = open_screener(stock, date.fromisoformat(record["as_of"]), plan, hidden=hidden)
        with second_way(stock) if confirming else nullcontext() as second:
            yield _replay(saved, screeners[key], stock, second)


def _stock(record: Json, database: str | None, layers: Path | None) -> Stock:
    """What was given, else what was used; another database brings its own layers."""
    used = record.get("layer_folder")
    folder = layers if layers or database or not used else Path(used)
    return stock_at(database or record["database"], folder)


def _saved(path: Path) -> list[Json]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        answers: list[Json] = content["answers"]
        if not all("replay" in answer for answer in answers):
            raise KeyError("replay")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFileError(
            f"{path}：不是保存的审查结果；请用 kuanggui screen --format json --out 保存"
        ) from error
    return answers


def _replay(saved: Json, screener: Screener, stock: Stock, second: SecondWay | None) -> Replayed:
    record = saved["replay"]
    request = _request(saved)
    answer = screener.screen(request)
    now = replay_record(screener, request, answer, stock)
    differences = tuple(_differences(saved, answer))
    changes = tuple(_changes(record, now, differences))
    return Replayed(
        saved["name"],
        record["result"] == now["result"],
        changes,
        differences,
        confirm(screener, request, second) if second else (),
    )


def _request(saved: Json) -> Request:
    record = saved["replay"]
    place = Place(record["input"]["document"], record["input"]["sha256"], record["input"]["line"], 0, 0, saved["name"])
    overrides = tuple(Override(**{**item, "date": date.fromisoformat(item["date"])}) for item in record["overrides"])
    return Request(_application(saved["application"]), Range(read_drawn(record["geometry"]).polygons), place, overrides)


def _application(plain: Mapping[str, Any]) -> Application:
    given = {key: value for key, value in plain.items() if key != "documents" and value is not None}
    documents = {item["kind"]: item["present"] for item in plain["documents"]}
    nested = {
        k: {n: v for n, v in value.items() if v is not None} if isinstance(value, dict) else value
        for k, value in given.items()
    }
    return read_application(nested | {"documents": documents}, "replay")


def _differences(saved: Json, answer: ScreeningAnswer) -> Iterator[str]:
    if saved["verdict"] != answer.ruling.value:
        yield f"结论：{saved['verdict_label']} → {answer.ruling.label}"
    before = {item["id"]: item["rule"] + " " + item["message"] for item in saved["findings"]}
    after = {finding.id: f"{finding.rule} {finding.message}" for finding in answer.findings}
    yield from (f"消失：{text}" for key, text in before.items() if key not in after)
    yield from (f"新增：{text}" for key, text in after.items() if key not in before)
    yield from (f"改变：{before[k]} → {after[k]}" for k in before if k in after and before[k] != after[k])
    was_open = {item["code"] for item in saved["open"]}
    is_open = {rule.code for rule in answer.open_rules}
    yield from (f"现已能判断：{code}" for code in sorted(was_open - is_open))
    yield from (f"现不能判断：{code}" for code in sorted(is_open - was_open))


def _changes(before: Json, now: Json, differences: tuple[str, ...]) -> Iterator[Change]:
    for kind in ("plan", "layers", "parameters", "rules", "engines"):
        old, new = before[kind] or {}, now[kind] or {}
        for name in sorted({*old, *new}):
            if old.get(name) != new.get(name):
                yield Change(
                    WORDS[kind],
                    name,
                    _short(old.get(name)),
                    _short(new.get(name)),
                    _effect(kind, name, new, old, differences),
                )


def _effect(kind: str, name: str, new: Json, old: Json, differences: tuple[str, ...]) -> tuple[str, ...]:
    """The differences of the rules that rest on what changed."""
    concerned = {
        rule.code for rule in screening_rules() if _rests_on(rule.info, kind, name, new.get(name) or old.get(name))
    }
    return tuple(text for text in differences if any(code in text for code in concerned))


def _rests_on(info: Any, kind: str, name: str, value: Any) -> bool:
    if kind == "rules":
        return bool(info.code == name)
    if kind == "parameters":
        return name in info.parameters
    if kind == "layers":
        return any(f"layer:{value['kind']}" == need for need in info.needs) or not any(
            n.startswith("layer:") for n in info.needs
        )
    return True


def _short(value: Any) -> str:
    if value is None:
        return "（无）"
    return f"{value['as_of']} {value['sha256'][:12]}" if isinstance(value, dict) else str(value)

"""Use case: screen every planning block into a folder, with a matrix of blocks and themes; an interrupted run goes on."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kuanggui.app.screening.ranges import geojson_of
from kuanggui.app.screening.record import rule_digests
from kuanggui.app.screening.requests import block_requests
from kuanggui.app.screening.screen import ScreenOptions, answers_record, open_chosen
from kuanggui.app.screening.screener import Request, Screener
from kuanggui.errors import UnreadableFileError
from kuanggui.model.plain import to_plain

Report = Callable[[int, int], None]
ANSWERS, MATRIX = "answers", "matrix.xlsx"
STATUS = {"hit": "重叠", "near": "邻近", "clear": "", "missing": "缺图层", "withheld": "图层属其他辖区"}


@dataclass(frozen=True, slots=True)
class Batch:
    """How many blocks there are, how many had been answered before, how many of each verdict, and the matrix."""

    blocks: int
    kept: int
    verdicts: dict[str, int]
    matrix: Path


def screen_into(folder: Path, options: ScreenOptions, report: Report = lambda done, total: None) -> Batch:
    """An answer a block under `answers/`, then the matrix; blocks whose answer there rests on the same things are not asked again."""
    screener = open_chosen(options)
    requests = block_requests(screener, options.values)
    (folder / ANSWERS).mkdir(parents=True, exist_ok=True)
    ground = _ground_digest(screener)
    wanted = [(request, _path(folder, n, request), _digest(ground, request)) for n, request in enumerate(requests, 1)]
    left = [item for item in wanted if not _is_answered(item[1], item[2])]
    done = len(wanted) - len(left)
    report(done, len(wanted))
    answers = screener.screen_many([request for request, _, _ in left])
    for (request, path, digest), answer in zip(left, answers, strict=True):
        record = answers_record(screener, [request], [answer], options.stock) | {"rests_on": digest}
        _replace(path, json.dumps(record, ensure_ascii=False))
        done += 1
        report(done, len(wanted))
    saved = [_read(path) for _, path, _ in wanted]
    write_matrix(folder / MATRIX, saved, [setting.title for setting in screener.settings.values()])
    verdicts: dict[str, int] = {}
    for said in saved:
        verdicts[said["verdict_label"]] = verdicts.get(said["verdict_label"], 0) + 1
    return Batch(len(wanted), len(wanted) - len(left), verdicts, folder / MATRIX)


def write_matrix(path: Path, answers: Sequence[dict[str, Any]], titles: Sequence[str]) -> None:
    """A sheet of blocks and themes: the share that a theme takes, or how it stands; verdict and counts in front."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415

    book = Workbook(write_only=False)
    sheet = book.active
    assert sheet is not None
    sheet.title = "区块与专题"
    sheet.append(["区块", "结论", "面积 km²", "不符合", "条件", "不能判断", *titles])
    colours = {"符合": "C6E7C8", "有条件符合": "FFF0B3", "无法判定": "E3D0F0", "不符合": "F5B7B1"}
    for answer in answers:
        counts = [sum(f["severity"] == level for f in answer["findings"]) for level in ("error", "warning")]
        head = [answer["name"], answer["verdict_label"], answer["area_km2"], *counts, len(answer["open"])]
        sheet.append([*head, *(_cell(theme) for theme in answer["themes"])])
        fill = PatternFill("solid", fgColor=colours[answer["verdict_label"]])
        sheet.cell(sheet.max_row, 2).fill = fill
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"
    book.save(path)


def _cell(theme: dict[str, Any]) -> str:
    return f"{100 * theme['share']:.2f}%" if theme["status"] == "hit" else STATUS[theme["status"]]


def _ground_digest(screener: Screener) -> str:
    """What all answers rest on: day, layers, plan, parameters, rules."""
    from kuanggui.app.regulation import list_parameters, provision_record  # noqa: PLC0415 - a cycle of use cases

    layers = [
        [layer.record.name, layer.record.snapshot_sha256]
        for kind in screener.themes.kinds
        for layer in screener.themes.layers(kind)
    ]
    law = [[s.parameter.code, provision_record(s.now)] for s in list_parameters(screener.law.as_of)]
    plan = screener.plan.source.sha256 if screener.plan else None
    return _hash([screener.law.as_of.isoformat(), layers, plan, law, rule_digests()])


def _digest(ground: str, request: Request) -> str:
    return _hash([ground, json.dumps(to_plain(request.application), default=str), geojson_of(request.range.polygons)])


def _hash(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _path(folder: Path, number: int, request: Request) -> Path:
    name = re.sub(r"[^\w.-]+", "_", request.application.name)[:60]
    return folder / ANSWERS / f"{number:05}_{name}.json"


def _is_answered(path: Path, digest: str) -> bool:
    try:
        return bool(json.loads(path.read_text(encoding="utf-8"))["rests_on"] == digest)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _replace(path: Path, text: str) -> None:
    """Write whole or not at all."""
    half = path.with_suffix(".part")
    half.write_text(text, encoding="utf-8")
    half.replace(path)


def _read(path: Path) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["answers"][0]
    except (OSError, ValueError, KeyError) as error:
        raise UnreadableFileError(f"{path}：审查结果损坏；请删除该文件后重新运行") from error
    return answer

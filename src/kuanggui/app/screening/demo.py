"""The screening part of the demo: the example city's layers, its cases and blocks, and one opinion."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kuanggui.app.example import example_city
from kuanggui.app.layers import add_layer, read_catalogue
from kuanggui.app.screening.requests import CaseOptions, block_requests, read_requests
from kuanggui.app.screening.screen import ScreenFormat, ScreenOptions, answer_requests
from kuanggui.app.screening.screener import open_screener
from kuanggui.app.stock import Stock
from kuanggui.findings.screening import ScreeningAnswer
from kuanggui.spatial.layer.snapshot import LayerLabel
from kuanggui.spatial.layer.sources import SourceOptions

OWNER, AS_OF = "示例市自然资源局（示意图层）", "2025-12-31"
CASES, ANSWERS, OPINION = "案件.yaml", "规划符合性审查结果.json", "规划符合性审查意见.docx"
INTERNAL = {"permanent_basic_farmland", "pipeline", "pending_application"}  # as in most places; the others are open
SHOWN = "铁帽山西铁矿"  # the case whose opinion is written: it fails, and has conditions


@dataclass(frozen=True, slots=True)
class DemoScreening:
    """Answers to the example cases and to every planning block, and the files written."""

    cases: tuple[ScreeningAnswer, ...]
    blocks: tuple[ScreeningAnswer, ...]
    files: tuple[Path, ...]


def screen_demo(folder: Path, stock: Stock, as_of: date, report: Callable[[str], None]) -> DemoScreening:
    """Add the layers that are not there yet, screen cases and blocks, write all answers and one opinion."""
    cases, layers = example_city()
    shutil.copyfile(cases, folder / CASES)
    known = {record.name for record in read_catalogue(stock)}
    for path in layers:
        if path.stem not in known:
            report(path.stem)
            label = LayerLabel(path.stem, path.stem, AS_OF, OWNER, path.stem not in INTERNAL)
            add_layer(path, stock, label, repair=False, given=SourceOptions(), progress=lambda done, total: None)
    report("screen")
    screener = open_screener(stock, as_of)
    requests = list(read_requests(folder / CASES, screener.themes, CaseOptions()))
    every = answer_requests(screener, requests, ScreenOptions(stock, as_of, ScreenFormat.JSON))
    blocks = list(screener.screen_many(block_requests(screener, {})))
    chosen = [request for request in requests if request.application.name == SHOWN]
    opinion = answer_requests(screener, chosen, ScreenOptions(stock, as_of, ScreenFormat.DOCX))
    files = {ANSWERS: every.report, OPINION: opinion.report}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return DemoScreening(every.answers, tuple(blocks), tuple(folder / name for name in files))

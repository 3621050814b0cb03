"""Answers as tables for a terminal: verdict, findings, open rules, themes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kuanggui.findings.judgement import Severity
from kuanggui.findings.ruling import Ruling
from kuanggui.findings.screening import ScreeningAnswer, ThemeAnswer
from kuanggui.regulation.citation import Citation
from kuanggui.reports.screening.saying import in_force_since, unused

COLOURS = {
    Ruling.CONFORMS: "green",
    Ruling.CONDITIONAL: "yellow",
    Ruling.UNDECIDED: "magenta",
    Ruling.FAILS: "red",
}
LEVELS = {Severity.ERROR: "不符合", Severity.WARNING: "条件", Severity.INFO: "提示"}
STATUS = {"hit": "重叠", "near": "邻近", "clear": "不涉及", "missing": "缺图层", "withheld": "图层属其他辖区"}


def write_terminal(answers: Sequence[ScreeningAnswer], width: int, *, colour: bool = False) -> str:
    """One answer in full; of several a line each below it."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False)
    for answer in answers:
        _print(console, answer)
    if len(answers) > 1:
        console.print(_summary(answers))
    return out.getvalue()


def _print(console: Console, answer: ScreeningAnswer) -> None:
    head = Text(f"{answer.name}　{answer.area_m2 / 1e6:.4f} km²　{answer.as_of}　")
    console.print(head.append(f"结论：{answer.ruling.label}", style=f"bold {COLOURS[answer.ruling]}"))
    if answer.findings:
        console.print(_findings(answer))
    if answer.open_rules:
        console.print(_open(answer))
    for item in answer.overridden:
        told = item.override
        console.print(Text(f"人工认定：{told.target}：{told.reason}（{told.evidence}；{told.name}，{told.date}）"))
    for told in answer.unused_overrides:
        console.print(Text(f"！{unused(told)}"))
    console.print(_themes(answer.themes))
    for doubt in answer.doubts:
        console.print(Text(f"！{doubt}"))
    console.print()


def _findings(answer: ScreeningAnswer) -> Table:
    table = Table("级别", "规则")
    for name in ("发现", "依据", "处理"):
        table.add_column(name, overflow="fold")
    since = in_force_since(answer)
    for finding in answer.findings:
        cited = "；".join(dict.fromkeys(_cite(c, since.get((c.document, c.article))) for c in finding.citations))
        table.add_row(
            *(Text(t) for t in (LEVELS[finding.severity], finding.rule, finding.message, cited, finding.remedy))
        )
    return table


def _cite(citation: Citation, since: date | None) -> str:
    return f"《{citation.document}》{citation.article or ''}{f'（{since} 起施行）' if since else ''}"


def _open(answer: ScreeningAnswer) -> Table:
    table = Table("不能判断", "规则")
    table.add_column("原因与须补充的资料", overflow="fold")
    for rule in answer.open_rules:
        table.add_row(*(Text(t) for t in (LEVELS[rule.at_most], rule.code, f"{rule.title}：{rule.reason}")))
    return table


def _themes(themes: Sequence[ThemeAnswer]) -> Table:
    table = Table("专题", "结果", "面积 m²", "占比", "要素", "数据截至", "提供单位")
    for theme in themes:
        if theme.status in {"hit", "near"} or theme.slivers:
            table.add_row(*(Text(cell) for cell in _row(theme)))
    clear = "、".join(theme.title for theme in themes if theme.status == "clear")
    missing = "、".join(theme.title for theme in themes if theme.status == "missing")
    table.caption = f"不涉及：{clear or '无'}\n缺图层：{missing or '无'}"
    table.caption_justify = "left"
    return table


def _row(theme: ThemeAnswer) -> tuple[str, ...]:
    area = f"{theme.total_m2:.2f}" if theme.status == "hit" else ""
    share = f"{100 * theme.share:.2f}%" if theme.status == "hit" else ""
    names = "、".join(hit.name for hit in theme.features[:3]) + (f" 等{theme.count}个" if theme.count > 3 else "")
    if theme.status == "near" and theme.near:
        names = f"{theme.near[0].name}，{theme.near[0].distance_m:.1f} m"
    if theme.slivers:
        total = sum(sliver.area_m2 or 0 for sliver in theme.slivers)
        names += f"（细碎面 {len(theme.slivers)} 个 {total:.4f} m²，未计）"
    dates = "、".join(dict.fromkeys(source.as_of for source in theme.sources))
    owners = "、".join(dict.fromkeys(source.owner for source in theme.sources))
    return theme.title, STATUS[theme.status], area, share, names, dates, owners


def _summary(answers: Sequence[ScreeningAnswer]) -> Table:
    table = Table("名称", "结论", "不符合", "条件", "不能判断", "面积 km²")
    for answer in answers:
        counts = [sum(f.severity is s for f in answer.findings) for s in (Severity.ERROR, Severity.WARNING)]
        cells = (
            answer.name,
            answer.ruling.label,
            *map(str, counts),
            str(len(answer.open_rules)),
            f"{answer.area_m2 / 1e6:.4f}",
        )
        table.add_row(*(Text(cell) for cell in cells))
    return table

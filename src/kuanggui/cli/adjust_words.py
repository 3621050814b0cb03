"""An adjustment for people and for programs."""

from __future__ import annotations

import json

import typer

from kuanggui.app.adjustments.describe import adjustment_record
from kuanggui.app.adjustments.words import STATES
from kuanggui.cli.formats import Format
from kuanggui.model.adjustment import Adjustment, Remark

TYPES = {
    "annual_batch": "年度集中调整",
    "strategic_mineral": "战略性矿产",
    "sub_mineral": "亚矿种变更",
    "major_find": "重大找矿发现",
    "market_change": "市场技术条件变化",
    "special_project": "新增重大专项",
}
ROLES = {"argument": "论证", "scheme": "方案", "basis": "依据", "other": "其他"}
SEVERITIES = {"error": "问题", "warning": "提示", "info": "说明", "not_evaluated": "未判断"}


def tell(adjustment: Adjustment, output: Format) -> None:
    """Where an adjustment stands after a step, with what the check said."""
    if output is Format.JSON:
        typer.echo(json.dumps(adjustment_record(adjustment), ensure_ascii=False, indent=1))
        return
    say(adjustment)
    for remark in adjustment.remarks:
        typer.echo(f"  {remark_line(remark)}")


def say(adjustment: Adjustment) -> None:
    """One line."""
    typer.echo(f"{adjustment.id} {TYPES[adjustment.type.value]}“{adjustment.title}”：{STATES[adjustment.state]}")


def remark_line(remark: Remark) -> str:
    """What a rule said: whether it blocks, the rule, the message, and how to mend it."""
    weight = "阻断" if remark.blocking else SEVERITIES[remark.severity]
    remedy = f"（{remark.remedy.rstrip('。')}）" if remark.remedy else ""
    return f"{weight} {remark.rule}：{remark.message}{remedy}"

"""Box numbers that leave one out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.box import Box

_LABEL = re.compile(r"(?P<series>.*?)(?P<number>\d+)")


@rule(
    code="AUD802",
    title="专栏编号不连续",
    title_en="Box numbers leave one out",
    severity=Severity.WARNING,
    family=Family.REFERENCES,
    needs=("boxes",),
    message="专栏编号缺{missing}：{before}之后就是{subject}。",
    message_en="{missing} is missing: {subject} follows {before_en}.",
    remedy="补上缺少的专栏，或把以后的专栏和引用依次改号。",
    remedy_en="Add the missing box, or number the later boxes and the references to them anew.",
)
def box_number_skipped(case: AuditCase) -> Iterator[Said]:
    """In each series of labels (专栏1, 专栏2 …; 表2-1, 表2-2 …) the numbers run from 1 without a gap, in whatever order they stand."""
    series: dict[str, dict[int, Box]] = defaultdict(dict)
    for label, (box, *_) in case.boxes_numbered.items():
        if parts := _LABEL.fullmatch(label):
            series[parts["series"]].setdefault(int(parts["number"]), box)
        else:
            yield Skipped(f"{label}的编号不是阿拉伯数字", f"the number of {label} is not in digits")
    for name, numbered in series.items():
        yield from _gaps(case, name, numbered)


def _gaps(case: AuditCase, series: str, numbered: dict[int, Box]) -> Iterator[Said]:
    before = 0
    for number in sorted(numbered):
        if number <= before + 1:
            yield Checked()
        else:
            yield Hit(
                f"{series}{number}",
                evidence={"number": number, "expected": before + 1},
                values={
                    "before": f"{series}{before}" if before else "开头",
                    "before_en": f"{series}{before}" if before else "the beginning",
                    "missing": "、".join(f"{series}{absent}" for absent in range(before + 1, number)),
                },
                places=[case.caption_place(numbered[number])],
            )
        before = number

"""One annex number cited for two different things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Reference, ReferenceKind

COMMON = {
    "规划",
    "资源",
    "矿产",
    "全市",
    "我市",
    "本市",
    "划定",
    "详见",
    "落实",
    "确定",
    "布局",
    "分布",
    "设置",
    "主要",
}


@rule(
    code="AUD804",
    title="同一附表号指两种内容",
    title_en="One annex number for two things",
    severity=Severity.WARNING,
    family=Family.REFERENCES,
    needs=("references",),
    message="{subject}在一处指“{one}”，在另一处指“{other}”。",
    message_en="{subject} stands for “{one}” in one place and for “{other}” in another.",
    remedy="核对附表目录，改正其中一处的附表号。",
    remedy_en="Look at the list of annexes and mend one of the two numbers.",
)
def annex_number_for_two_things(case: AuditCase) -> Iterator[Said]:
    """Clauses that cite the same annex speak of the same thing: their leads have a word in common."""
    cited: dict[str, list[Reference]] = defaultdict(list)
    for reference in case.reading.references:
        if reference.kind is ReferenceKind.ANNEX and reference.number:
            cited[f"附表{reference.number}"].append(reference)
    for label, (first, *later) in cited.items():
        for other in later:
            one, two = _lead(case, first), _lead(case, other)
            if not one or not two or _words(one) & _words(two) or not (_words(one) and _words(two)):
                yield Checked([first, other])
            else:
                yield Hit(label, [other, first], values={"one": one, "other": two})


def _lead(case: AuditCase, reference: Reference) -> str:
    clause = case.clauses.get(reference.clause)
    if clause is None:
        return ""
    sentence = clause.text.text
    return re.split(
        r"[，。；：:（(]", re.sub(r"^\s*(?:[（(]?[\d一二三四五六七八九十]+[)）]?[、.．])?\s*", "", sentence)
    )[0][:30]


def _words(text: str) -> set[str]:
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return {pair for pair in pairs if re.fullmatch(r"[\u4e00-\u9fff]{2}", pair)} - COMMON

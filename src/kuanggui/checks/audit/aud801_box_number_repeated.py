"""One box number for two boxes."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase, label_key
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.box import Box


@rule(
    code="AUD801",
    title="专栏编号重复",
    title_en="One number for two boxes",
    severity=Severity.WARNING,
    family=Family.REFERENCES,
    needs=("boxes",),
    message="{subject}用了{times}次：{titles}。",
    message_en="{subject} is the number of {times} boxes: {titles}.",
    remedy="给后一个专栏另编号，并核对文中对它的引用。",
    remedy_en="Give the later box a number of its own and go through the references to it.",
)
def box_number_repeated(case: AuditCase) -> Iterator[Said]:
    """Every label (专栏5, 表1-1) names one box. Parts of one table marked 续 share its number."""
    for label, boxes in case.boxes_numbered.items():
        named: dict[str, Box] = {}
        for box in boxes:
            named.setdefault(label_key(box.title), box)
        if len(named) == 1:
            yield Checked()
            continue
        first, *later = [case.caption_place(box) for box in named.values()]
        titles = "、".join(f"《{box.title}》" for box in named.values())
        yield Hit(label, evidence={"times": len(named)}, values={"titles": titles}, places=[*later, first])

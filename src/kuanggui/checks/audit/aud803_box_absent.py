"""A reference to a box that the document does not have."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase, label_key
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import ReferenceKind


@rule(
    code="AUD803",
    title="引用的专栏不存在",
    title_en="A box is referred to that does not exist",
    severity=Severity.ERROR,
    family=Family.REFERENCES,
    needs=("boxes", "references"),
    message="文中引用{subject}，但全文没有这个专栏。",
    message_en="The text refers to {subject}, but the document has no such box.",
    remedy="改正引用的编号，或补上该专栏。",
    remedy_en="Mend the number referred to, or add the box.",
)
def box_absent(case: AuditCase) -> Iterator[Said]:
    """Every numbered box or table that the text points at stands in the document. Annex tables may be in a volume of their own."""
    for reference in case.reading.references:
        if reference.kind is not ReferenceKind.BOX or reference.number is None:
            continue
        label = label_key(reference.label)
        yield Checked([reference]) if label in case.boxes_numbered else Hit(label, [reference])

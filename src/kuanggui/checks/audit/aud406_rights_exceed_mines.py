"""More mining rights in one area than mines in its counties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.keys import keys_of
from kuanggui.checks.audit.zones import akin
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.arithmetic import addition
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD406",
    title="区内已设采矿权多于当地矿山总数",
    title_en="More rights in an area than mines in its counties",
    severity=Severity.WARNING,
    family=Family.TWO_VALUES,
    needs=("boxes", "facts"),
    message="“{subject}”已设采矿权{stated}，而{table}所列所在县（区）同类矿山共{limit}。",
    message_en="“{subject}” has {stated} mining rights, but {table} counts {limit} mines of its minerals in its counties.",
    remedy="核对已设采矿权数量与矿山统计的口径和时点。",
    remedy_en="Check what the two counts include and of what day they are.",
)
def rights_exceed_mines(case: AuditCase) -> Iterator[Said]:
    """The mining rights that exist in an area are not more than the mines of its minerals in all of its counties."""
    for right in case.facts_about["mining_right_count"]:
        if right.box is None or "existing" not in right.qualifiers or not (right.minerals and right.regions):
            continue
        mines = _mines(case, right)
        total = sum(int(fact.quantity.high) for fact in mines)
        if not mines:
            continue
        if right.quantity.high <= total:
            yield Checked([right, *mines])
            continue
        yield Hit(
            right.subject.split(" ")[0],
            [right, *mines],
            evidence={
                "stated": right.quantity,
                "limit": (total, "座"),
                "arithmetic": addition([fact.quantity for fact in mines], total, right.quantity),
            },
            values={"table": mines[0].place.table or ""},
        )


def _mines(case: AuditCase, right: Fact) -> Sequence[Fact]:
    """The counts of mines by county that the area of a right can hold, of the first box that has them for all of its counties."""
    keys, needed, minerals = keys_of(case), set(right.regions), frozenset(right.minerals)
    for box in case.reading.boxes:
        counts = [
            fact
            for fact in case.facts_in_box[box.id]
            if fact.attribute == "mine_count"
            and fact.id in keys
            and len(keys[fact.id].regions) == 1
            and fact.box != right.box
        ]
        listed = {region for fact in counts for region in keys[fact.id].regions}
        if needed <= listed:
            return [
                f for f in counts if keys[f.id].regions <= needed and f.minerals and akin(keys[f.id].minerals, minerals)
            ]
    return []

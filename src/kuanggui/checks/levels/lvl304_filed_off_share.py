"""What a division filed does not keep to its share."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.levels.bounds import Standing, exactly, stand
from kuanggui.checks.levels.case import LevelsCase, name_of, share_place
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="LVL304",
    title="上报数与分解指标不符",
    title_en="What was filed does not keep to the share",
    severity=Severity.WARNING,
    family=Family.LEVELS,
    needs=("shares", "filed"),
    message="{subject}：{year}年上报 {filed}{unit}，分解指标为{relation}{share}{unit}。",
    message_en="{subject}: {filed}{unit} filed for {year}, the share is {relation}{share}{unit}.",
    remedy="核对上报数；属实的，在本级内调剂或提出整改意见。",
    remedy_en="Check what was filed; if it is true, balance it within the region or ask for a remedy.",
)
def filed_off_share(case: LevelsCase) -> Iterator[Said]:
    """What a division filed for a year keeps to its share of that year: not over a cap, not short of a goal."""
    for table, target, shares in case.targets():
        for share in shares:
            for year, filed in sorted(share.filed.items()):
                due = share.planned.get(year)
                if due is None:
                    yield Skipped(f"{name_of(share.adcode)} {year}年没有分解指标", f"no share for {year}")
                elif stand(exactly(filed), target.relation, exactly(due)) is Standing.KEPT:
                    yield Checked()
                else:
                    subject = f"{target.name}（{name_of(share.adcode)}）"
                    yield Hit(
                        subject,
                        evidence={"stated": (filed, target.unit), "limit": (due, target.unit)},
                        places=[share_place(table, target, f"{target.name} {name_of(share.adcode)} {year}")],
                        values={
                            "year": year,
                            "filed": f"{filed:f}",
                            "share": f"{due:f}",
                            "unit": target.unit,
                            "relation": target.relation.value,
                        },
                    )

"""Terms longer than the law of the day allows."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.checks.screening.sizes import mine_size
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR405",
    title="申请期限超过法定上限",
    title_en="The term is longer than the law allows",
    severity=Severity.ERROR,
    family=Family.SCALE,
    needs=("is:right", "field:term_years"),
    asks=("design.scale", "design.unit", "design.method"),
    parameters=("cn.rights.term", "cn.scale.mine_size"),
    message="{subject}：申请期限 {stated}，法定最长 {limit}。",
    message_en="{subject}: a term of {stated} is asked for, at most {limit} is lawful.",
    remedy="缩短申请期限。",
    remedy_en="Shorten the term.",
)
def term_too_long(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The term is not longer than the law of the day allows: by size of the mine before July 2025, for all mines alike since."""
    terms, asked = law["cn.rights.term"].value, case.application.term_years
    if asked is None or (not case.application.is_mining and "exploration" not in terms):
        return
    limits = terms["mining"] if case.application.is_mining else {}
    size = mine_size(case, law) if len(set(limits.values())) > 1 else None
    if len(set(limits.values())) > 1 and size is None:
        yield open_question(
            case, "期限上限依矿山规模而定，规模类别未能确定", "the limit depends on the size of the mine"
        )
        return
    limit = limits[size.value] if size else max(limits.values(), default=terms.get("exploration"))
    if asked > limit:
        yield hit(case, {"stated": (asked, "年"), "limit": (limit, "年")})
    else:
        yield holds(case)

"""The conformity opinion (规划符合性审查意见) as a word document that an official can sign."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Severity
from kuanggui.findings.screening import ScreeningAnswer, Surroundings
from kuanggui.model.screening.fields import word
from kuanggui.regulation.mineral_catalogue import mineral
from kuanggui.reports.plain_text import printable
from kuanggui.reports.screening.letter import consultations, letter
from kuanggui.reports.screening.location_map import draw_map
from kuanggui.reports.screening.saying import in_force_since, unused
from kuanggui.reports.screening.tables import corner_table, facts_table, legend, theme_table

BODY, HEADING = "仿宋", "黑体"
RULE = (
    "结论按下列规则得出：有“不符合”事项的为不符合；否则有可能导致不符合的规则因缺资料不能判断的，为无法判定；"
    "否则有须满足的条件的，为有条件符合；其余为符合。依据仅凭记忆、未核对原文的，只作条件，不作不符合。"
)
SECTIONS = {Severity.ERROR: "不符合事项", Severity.WARNING: "须满足的条件", Severity.INFO: "提示"}


def write_opinion(answers: Sequence[ScreeningAnswer], surroundings: Sequence[Surroundings]) -> bytes:
    """One opinion a case, each beginning on a new page."""
    document = docx.Document()
    _set_page(document)
    for number, (answer, around) in enumerate(zip(answers, surroundings, strict=True)):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _opinion(document, answer, around)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin = section.bottom_margin = Cm(2.4)
    for name, face, size in (("Normal", BODY, 11), ("Heading 1", HEADING, 13), ("Title", HEADING, 20)):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)


def _opinion(document: Document, answer: ScreeningAnswer, around: Surroundings) -> None:
    title = document.add_paragraph("规划符合性审查意见", style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    sub = document.add_paragraph("编号：____________________")
    sub.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_heading("一、基本情况", 1)
    facts_table(document, facts(answer))
    document.add_heading("二、审查结论", 1)
    _judgement(document, answer)
    document.add_heading("三、审查意见", 1)
    for severity, heading in SECTIONS.items():
        _findings(document, answer, heading, [f for f in answer.findings if f.severity is severity])
    _open(document, answer)
    _overridden(document, answer)
    document.add_heading("四、专题叠加结果", 1)
    theme_table(document, answer.themes)
    document.add_heading("五、位置图", 1)
    document.add_picture(io.BytesIO(draw_map(around)), width=Cm(15.6))
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    legend(document, around)
    document.add_heading("六、拐点坐标（CGCS2000）", 1)
    corner_table(document, answer.corners)
    _consultations(document, answer)
    _signatures(document)


def facts(answer: ScreeningAnswer) -> dict[str, str]:
    """The basic facts of a case, for people."""
    given = answer.application
    minerals = "、".join(mineral(code).name for code in given["minerals"])
    elevation, design = given.get("elevation"), given["design"]
    rows = {
        "名称": answer.name,
        "事项": f"{word('purpose', given['purpose'])}　{word('action', given['action'])}",
        "申请人": given["applicant"]["name"] or "",
        "矿种": minerals,
        "行政区代码": given.get("region") or "",
        "面积": f"{answer.area_m2 / 1e6:.4f} km²（椭球面积，TD/T 1055-2019 附录 D）",
        "平面面积": f"{answer.plane_area_m2 / 1e6:.4f} km²（3 度带高斯平面，投影差 {answer.plane_area_m2 - answer.area_m2:+.2f} m²）",
        "标高": f"{elevation['bottom_m']} ～ {elevation['top_m']} m" if elevation else "",
        "设计规模": f"{design['scale']} {design['unit']}" if design["scale"] else "",
        "审查适用日": f"{answer.as_of}（按该日有效的法规）",
        "对照规划": _plan(answer),
    }
    return {name: value for name, value in rows.items() if value}


def _plan(answer: ScreeningAnswer) -> str:
    if answer.plan_title:
        return f"《{answer.plan_title.strip('《》')}》（库内编号 {answer.plan}）"
    return answer.plan or "未提供"


def _judgement(document: Document, answer: ScreeningAnswer) -> None:
    counts = {severity: sum(f.severity is severity for f in answer.findings) for severity in Severity}
    line = document.add_paragraph()
    run = line.add_run(f"经审查，{printable(answer.name)}：{answer.ruling.label}。")
    run.bold = True
    run.font.size = Pt(13)
    document.add_paragraph(
        f"不符合事项 {counts[Severity.ERROR]} 项，须满足的条件 {counts[Severity.WARNING]} 项，"
        f"提示 {counts[Severity.INFO]} 项，因缺资料不能判断 {len(answer.open_rules)} 项。"
    )
    note = document.add_paragraph()
    note.add_run(RULE).font.size = Pt(9)


def _findings(document: Document, answer: ScreeningAnswer, heading: str, found: Sequence[Finding]) -> None:
    if not found:
        return
    document.add_paragraph().add_run(f"（{heading}）").bold = True
    for number, finding in enumerate(found, 1):
        document.add_paragraph(printable(f"{number}．{finding.message}（{finding.rule}）"))
        detail = document.add_paragraph()
        detail.paragraph_format.left_indent = Cm(0.8)
        text = f"依据：{cited(answer, finding)}。"
        if finding.remedy:
            text += f"处理：{finding.remedy}"
        detail.add_run(printable(text)).font.size = Pt(9.5)


def cited(answer: ScreeningAnswer, finding: Finding) -> str:
    """The provisions of a finding, each with the day from which it is in force."""
    since, parts = in_force_since(answer), []
    for citation in finding.citations:
        day = since.get((citation.document, citation.article))
        number = f"（{citation.number}）" if citation.number else ""
        force = f"，{day} 起施行" if day else ""
        parts.append(f"《{citation.document}》{number}{citation.article or ''}{force}")
    return "；".join(dict.fromkeys(parts)) or "规划文本"


def _open(document: Document, answer: ScreeningAnswer) -> None:
    if answer.open_rules:
        document.add_paragraph().add_run("（不能判断的事项）").bold = True
    for number, rule in enumerate(answer.open_rules, 1):
        weight = "，可能导致不符合" if rule.at_most is Severity.ERROR else ""
        document.add_paragraph(printable(f"{number}．{rule.title}（{rule.code}{weight}）：{rule.reason}。"))


def _overridden(document: Document, answer: ScreeningAnswer) -> None:
    if answer.overridden or answer.unused_overrides:
        document.add_paragraph().add_run("（人工认定）").bold = True
    for item in answer.overridden:
        what = item.finding.message if item.finding else f"{item.open_rule.title}。" if item.open_rule else ""
        told = item.override
        text = (
            f"{told.target}：{what}认定理由：{told.reason}；证据：{told.evidence}；认定人：{told.name}，{told.date}。"
        )
        document.add_paragraph(printable(text))
    for told in answer.unused_overrides:
        document.add_paragraph(printable(f"{unused(told)}。"))


def _consultations(document: Document, answer: ScreeningAnswer) -> None:
    asked = consultations(answer)
    if not asked:
        return
    document.add_heading("七、须征求意见的部门与函稿", 1)
    for authority, themes in asked.items():
        document.add_paragraph(printable(f"{authority}：{'、'.join(themes)}"), style="List Bullet")
    for line in letter(answer, asked):
        document.add_paragraph(printable(line))


def _signatures(document: Document) -> None:
    document.add_paragraph()
    table = document.add_table(rows=2, cols=3)
    names = (
        "审查人（签字）：",
        "复核人（签字）：",
        "负责人（签字）：",
        "",
        "审查单位（公章）：",
        "　　　　年　　月　　日",
    )
    for cell, text in zip((cell for row in table.rows for cell in row.cells), names, strict=True):
        cell.text = text
        cell.paragraphs[0].paragraph_format.space_before = Pt(14)

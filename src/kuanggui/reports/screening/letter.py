"""Who has to be asked, and the draft of a letter to them."""

from __future__ import annotations

from kuanggui.findings.screening import ScreeningAnswer
from kuanggui.model.screening.fields import word

# The plan's own layers: nobody else has to be asked.
OWN = {"mining_block", "exploration_block", "planning_zone"}


def consultations(answer: ScreeningAnswer) -> dict[str, list[str]]:
    """The authorities to consult with the themes that touch the block; planning blocks are the asker's own."""
    asked: dict[str, list[str]] = {}
    for theme in answer.themes:
        if theme.status == "hit" and theme.kind not in OWN:
            asked.setdefault(theme.authority, []).append(
                f"{theme.title} {theme.total_m2:.2f} m²（{100 * theme.share:.2f}%）"
            )
    return asked


def letter(answer: ScreeningAnswer, asked: dict[str, list[str]]) -> list[str]:
    """The draft, line by line."""
    given = answer.application
    what = f"{word('purpose', given['purpose'])}{word('action', given['action'])}"
    lines = [
        "（征求意见函稿）",
        "有关单位：",
        f"　　我单位正在审查“{answer.name}”（{what}，面积 {answer.area_m2 / 1e6:.4f} 平方公里，拐点坐标和位置图附后）。"
        f"按 {answer.as_of} 有效的法规和现有图层叠加，该范围涉及下列区域，现征求意见：",
    ]
    lines += [f"　　{authority}：{'；'.join(themes)}。" for authority, themes in asked.items()]
    lines.append("　　请就是否同意该范围、须满足的条件和依据函复我单位。")
    return lines

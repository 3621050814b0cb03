"""Who has to be asked, and the draft of a letter to them."""

from __future__ import annotations

from kuanggui.findings.consulting import themes_to_ask_about
from kuanggui.findings.screening import ScreeningAnswer, ThemeAnswer
from kuanggui.model.screening.fields import word


def consultations(answer: ScreeningAnswer) -> dict[str, list[str]]:
    """The authorities to consult with the themes that concern them, and how much of each."""
    asked: dict[str, list[str]] = {}
    for theme in themes_to_ask_about(answer):
        asked.setdefault(theme.authority, []).append(f"{theme.title} {_how_much(theme)}")
    return asked


def _how_much(theme: ThemeAnswer) -> str:
    if theme.status == "hit":
        return f"{theme.total_m2:.2f} m²（{100 * theme.share:.2f}%）"
    return f"最近 {theme.near[0].distance_m:.1f} m"


def letter(answer: ScreeningAnswer, asked: dict[str, list[str]]) -> list[str]:
    """The draft, line by line."""
    given = answer.application
    what = f"{word('purpose', given['purpose'])}{word('action', given['action'])}"
    lines = [
        "（征求意见函稿）",
        "有关单位：",
        f"　　我单位正在审查“{answer.name}”（{what}，面积 {answer.area_m2 / 1e6:.4f} 平方公里，拐点坐标和位置图附后）。"
        f"按 {answer.as_of} 有效的法规和现有图层叠加，该范围涉及或邻近下列区域，现征求意见：",
    ]
    lines += [f"　　{authority}：{'；'.join(themes)}。" for authority, themes in asked.items()]
    lines.append("　　请就是否同意该范围、须满足的条件和依据函复我单位。")
    return lines

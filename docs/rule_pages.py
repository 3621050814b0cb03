"""Write a page for each rule from its name plate and its cases, so that no page can fall behind (a mkdocs hook)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

INDEX = "reference/rules.md"
MARKER = "<!-- rules -->"
CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"
FOLDERS = {"ADJ": "adjustment", "AUD": "audit", "DBQ": "database", "LVL": "levels", "SCR": "screening"}
GIVEN = (
    "as_of",
    "case",
    "block",
    "layers",
    "plan",
    "plans",
    "shares",
    "upper",
    "lacks",
    "metadata",
    "edition",
    "unreadable",
)
KINDS = {
    "clear": "相符 holds",
    "limit": "临界 at the limit",
    "hit": "问题 is found",
    "out_of_scope": "不属此列 out of scope",
    "not_evaluated": "无法判断 cannot be evaluated",
}


def on_files(files: Any, config: Any, **_: Any) -> Any:
    """Add the pages of the rules to those of the folder."""
    from mkdocs.structure.files import File  # noqa: PLC0415 - the pages are tested without mkdocs

    for name, text in pages().items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Put the table of the rules where the index says; every other page stays as it is."""
    return markdown.replace(MARKER, index()) if page.file.src_uri == INDEX else markdown


def pages() -> dict[str, str]:
    """The page of each rule by its path in the documentation."""
    return {f"reference/rules/{info.code.lower()}.md": page(info, cases(info.code)) for info in _rules()}


def index() -> str:
    """One line for each rule."""
    lines = ["| 代码 | 名称 | title | 级别 | 类别 |", "|---|---|---|---|---|"]
    for info in _rules():
        link = f"[{info.code}](rules/{info.code.lower()}.md)"
        cells = (link, info.title, info.title_en, info.severity.value, info.family.label)
        lines.append("| " + " | ".join(_cell(text) for text in cells) + " |")
    return "\n".join(lines)


def cases(code: str) -> list[dict[str, Any]]:
    """The cases of a rule; none where it has no file."""
    path = CASES / FOLDERS[code[:3]] / f"{code.lower()}.yaml"
    loaded: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []
    return loaded


def page(info: Any, examples: list[dict[str, Any]]) -> str:
    """The page of one rule."""
    return "\n".join([*_plate(info), *(line for example in examples for line in _example(example))])


def _plate(info: Any) -> Iterator[str]:
    yield f"# {info.code} {info.title}\n\n*{info.title_en}*\n\n{info.description}\n"
    rows = {
        "级别 severity": info.severity.value,
        "类别 family": f"{info.family.label} · {info.family.label_en}",
        "说法 message": f"{info.message}<br>{info.message_en}",
        "建议 remedy": "<br>".join(text for text in (info.remedy, info.remedy_en) if text),
        "需要 needs": ", ".join(f"`{need}`" for need in info.needs),
        "另看 asks": ", ".join(f"`{path}`" for path in info.asks),
        "参数 parameters": ", ".join(f"`{name}`" for name in info.parameters),
        "依据 basis": "; ".join(f"{c.document} {c.number or ''} {c.article or ''}".strip() for c in info.basis),
    }
    yield "| | |\n|---|---|"
    yield from (f"| {name} | {_cell(value)} |" for name, value in rows.items() if value)
    yield "\n## 例 Examples\n"


def _example(case: dict[str, Any]) -> Iterator[str]:
    yield f"### {case['name']}\n\n{KINDS[case['kind']]}\n"
    for key in ("text", "upper", "annexes", "stored"):
        if isinstance(case.get(key), str):
            yield f"```text\n{case[key].rstrip()}\n```\n"
    given = {key: case[key] for key in GIVEN if key in case and not (key == "upper" and isinstance(case[key], str))}
    if given:
        yield f"```yaml\n{yaml.safe_dump(given, allow_unicode=True, sort_keys=False, default_flow_style=None).rstrip()}\n```\n"
    for found in case.get("finds", []):
        yield "- " + " · ".join(_said(found))
    yield ""


def _said(found: dict[str, Any]) -> Iterator[str]:
    if "quote" in found:
        yield f"“{found['quote']}”"
    yield from (str(found[key]) for key in ("severity", "message") if key in found and "quote" not in found)
    if "severity" in found and "quote" in found:
        yield str(found["severity"])
    figures = ", ".join(f"{name} {value}" for name, value in found.get("evidence", {}).items())
    if figures:
        yield figures


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _rules() -> list[Any]:
    from kuanggui.app.rules import list_rules  # noqa: PLC0415 - the other pages build without the program

    return list(list_rules())

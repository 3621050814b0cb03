"""The report as one web page: the document with its findings marked, the list of findings, and what was checked."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.reports.html.flow import flow
from kuanggui.reports.html.marks import Marks, anchor_id, card_id
from kuanggui.reports.view import View


def write_html(view: View) -> bytes:
    """The page in UTF-8. It loads nothing, and runs no script but its own: the policy names both by hash."""
    marks = Marks(view.entries)
    parts = flow(view.reading, marks)
    style, script = _asset("style.css"), _asset("app.js")
    page = _environment().get_template("page.html.j2")
    text = page.render(
        view=view,
        words=view.words,
        review=view.review,
        assessment=view.review.assessment,
        source=view.reading.document.source,
        parts=parts,
        placed=marks.placed,
        card_id=card_id,
        anchor_id=anchor_id,
        severities=list(Severity),
        families=_families(view),
        style=Markup(style),  # noqa: S704 - a file of this package
        script=Markup(script),  # noqa: S704 - a file of this package
        policy=_policy(style, script),
    )
    return text.encode()


def _families(view: View) -> list[tuple[str, str]]:
    """The families that occur, in their own order."""
    occurring = {member.finding.family for entry in view.entries for member in (entry, *entry.also)}
    return [
        (family.value, view.words.choose(family.label, family.label_en)) for family in Family if family in occurring
    ]


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kuanggui.reports.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(name: str) -> str:
    return (files("kuanggui.reports.html") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    parts = (
        "default-src 'none'",
        f"style-src {_hash(style)}",
        f"script-src {_hash(script)}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

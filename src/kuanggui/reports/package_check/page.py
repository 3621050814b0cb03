"""A package check as one web page that loads nothing and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kuanggui.findings.judgement import Severity
from kuanggui.reports.package_check.view import PackageView

_HERE = "kuanggui.reports.package_check"


def write_page(view: PackageView) -> bytes:
    """The page in UTF-8; every text of the package is escaped."""
    style = (files(_HERE) / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader(_HERE, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("page.html.j2").render(
        view=view,
        words=view.words,
        severities=list(Severity),
        outcomes=view.review.assessment.outcomes,
        style=Markup(style),  # noqa: S704 - a file of this package
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
    return page.encode()

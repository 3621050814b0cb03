"""Use case: keep an audit on disk, with its document, so that it can be read, answered, compared and printed later.

FOLDER/document/<name>                 what was handed in, and the waivers beside it
FOLDER/upper/<name>                    the upper plan, if there is one
FOLDER/result/<name>.json              the review, as `kuanggui audit --format json` writes it
FOLDER/result/text.json                the text with its places
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kuanggui.app.assessing import assess_file
from kuanggui.app.audit import AuditFormat, AuditOptions, Language, audit_file
from kuanggui.app.older_draft import older_findings
from kuanggui.app.reading_text import reading_text
from kuanggui.app.waivers import FILE_NAME, read_waivers, write_waivers
from kuanggui.errors import InputError, KuangguiError
from kuanggui.findings.as_json import review_json, waiver_json
from kuanggui.findings.review import review
from kuanggui.findings.waiver import Waiver

PHASES = ("read", "structure", "facts", "audit", "report")
TEXT = "text.json"


@dataclass(frozen=True, slots=True)
class KeptAudit:
    """The folder of an audit, the day whose law applies, and the folder of the audit of an older draft."""

    folder: Path
    as_of: date
    against: Path | None = None

    @property
    def document(self) -> Path:
        """The document that is audited; raises InputError when it is gone."""
        return _only_file(self.folder / "document")

    @property
    def upper(self) -> Path | None:
        """The upper plan, if there is one."""
        return _only_file(self.folder / "upper") if (self.folder / "upper").is_dir() else None

    @property
    def result(self) -> Path:
        """Where the review lies once the audit is done."""
        return self.folder / "result" / f"{self.document.name}.json"

    @property
    def text(self) -> Path:
        """Where the text lies once the audit is done."""
        return self.folder / "result" / TEXT


def carry_out(kept: KeptAudit, report: Callable[[str], None]) -> None:
    """Audit the document and keep review and text; `report` hears of each of PHASES. Raises KuangguiError."""
    older = _older(kept)
    reading, assessment = assess_file(kept.document, kept.as_of, kept.upper, report)
    report("report")
    kept.result.parent.mkdir(exist_ok=True)
    _write(kept.text, asdict(reading_text(reading)))
    _write(kept.result, review_json(review(assessment, (), older)))


def reviewed(kept: KeptAudit) -> dict[str, Any]:
    """The review as it stands, waived findings apart from the others; raises InputError when the audit is not done."""
    whole = _load(kept.result)
    waivers = {waiver.finding: waiver for waiver in read_waivers(kept.document)}
    listed = [finding for finding in whole["findings"] if finding["id"] not in waivers]
    answered = [finding for finding in whole["findings"] if finding["id"] in waivers]
    waived = [waiver_json(waivers[finding["id"]]) | {"finding": finding} for finding in answered]
    left = {finding["id"] for finding in listed}
    unused = [waiver_json(waiver) for name, waiver in waivers.items() if name not in {f["id"] for f in answered}]
    return whole | {
        "findings": [finding | {"also": [other for other in finding["also"] if other in left]} for finding in listed],
        "groups": [group for group in (_cut(group, left) for group in whole["groups"]) if len(group["members"]) > 1],
        "waived": waived,
        "unused_waivers": unused,
    }


def waive_finding(kept: KeptAudit, waiver: Waiver) -> None:
    """Let a finding stand, with the reason; replaces an earlier waiver of it. Raises InputError for an unknown finding."""
    if waiver.finding not in {finding["id"] for finding in _load(kept.result)["findings"]}:
        raise InputError(f"{waiver.finding}：此次复核中没有这个问题；请刷新页面后再试")
    _keep_waivers(kept, [*_others(kept, waiver.finding), waiver])


def unwaive_finding(kept: KeptAudit, finding: str) -> None:
    """Take a waiver back; nothing happens when there is none."""
    _keep_waivers(kept, _others(kept, finding))


def write_report(kept: KeptAudit, form: AuditFormat, language: Language) -> bytes:
    """The audit in a form for download, as `kuanggui audit` writes it; raises KuangguiError."""
    against = _result_of(kept.against) if kept.against else None
    options = AuditOptions(form, kept.as_of, language=language, upper=kept.upper, against=against)
    audited = audit_file(kept.document, options)
    if audited.error:
        raise KuangguiError(audited.error)
    return audited.report


def _older(kept: KeptAudit) -> tuple[str, Any] | None:
    if kept.against is None:
        return None
    name, findings = older_findings(_result_of(kept.against), kept.as_of)
    return name.removesuffix(".json"), findings


def _result_of(folder: Path) -> Path:
    return _only_file(folder / "result", apart_from=TEXT)


def _only_file(folder: Path, apart_from: str = "") -> Path:
    # Names that begin with a dot are ours: waivers, and files half written.
    files = [p for p in folder.glob("*") if p.is_file() and not p.name.startswith(".") and p.name != apart_from]
    if len(files) != 1:
        raise InputError(f"{folder.name}：复核的文件不在了；请重新上传")
    return files[0]


def _others(kept: KeptAudit, finding: str) -> list[Waiver]:
    return [waiver for waiver in read_waivers(kept.document) if waiver.finding != finding]


def _keep_waivers(kept: KeptAudit, waivers: list[Waiver]) -> None:
    write_waivers(kept.document.parent / FILE_NAME, waivers)


def _cut(group: dict[str, Any], left: set[str]) -> dict[str, Any]:
    return group | {"members": [member for member in group["members"] if member in left]}


def _load(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise InputError(f"{path.stem}：复核尚未完成；请稍候")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _write(path: Path, content: dict[str, Any]) -> None:
    """Write beside and rename, so that a reader never sees half a file."""
    beside = path.with_name(f".{path.name}")
    beside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)

"""Routes of audits: hand in, follow, read, answer, download."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterable
from datetime import UTC, date, datetime
from functools import partial
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Form, Path, Query, Response, UploadFile
from fastapi.sse import EventSourceResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from kuanggui.app.audit import AuditFormat, Language
from kuanggui.app.audit_desk import KeptAudit, reviewed, unwaive_finding, waive_finding
from kuanggui.app.reading_text import ReadingText
from kuanggui.findings.waiver import Waiver
from kuanggui.web.audits.handing_in import hand_in
from kuanggui.web.audits.printing import print_report
from kuanggui.web.audits.schema import AuditJob, ReviewAnswer, WaiverOrder
from kuanggui.web.jobs.job import Job, JobKind, JobState
from kuanggui.web.jobs.worker import kept_audit
from kuanggui.web.problems import answers, not_found
from kuanggui.web.services import Queue, Rights
from kuanggui.web.uploads import keep

router = APIRouter(prefix="/audits", tags=["audits"])
POLL_SECONDS = 0.2
MEDIA_TYPES = {
    AuditFormat.HTML: "text/html; charset=utf-8",
    AuditFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    AuditFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    AuditFormat.JSON: "application/json",
}
DOWNLOADS = {name: {"schema": {"type": "string", "format": "binary"}} for name in MEDIA_TYPES.values()}


def _job(
    audit: Annotated[str, Path(description="The id of an audit.", max_length=40)], queue: Queue, rights: Rights
) -> Job:
    job = queue.get(audit)
    if job is None or job.kind is not JobKind.AUDIT or not rights.sees(job.owner):
        raise not_found(f"复核 {audit}")
    return job


def _own(job: Annotated[Job, Depends(_job)], rights: Rights) -> Job:
    if not rights.changes(job.owner):
        raise HTTPException(HTTPStatus.FORBIDDEN, f"此复核属于 {job.owner or '管理员'}，只有其本人和管理员可以更改")
    return job


def _done(job: Annotated[Job, Depends(_job)], queue: Queue) -> KeptAudit:
    if job.state is not JobState.DONE:
        raise HTTPException(HTTPStatus.CONFLICT, "复核尚未完成；请稍候")
    return kept_audit(job, queue)


Found = Annotated[Job, Depends(_job)]
Own = Annotated[Job, Depends(_own)]
Done = Annotated[KeptAudit, Depends(_done)]
FindingId = Annotated[str, Path(description="The id of a finding.", max_length=80)]


@router.get("")
def audits(queue: Queue, rights: Rights) -> list[AuditJob]:
    """The caller's audits and those he checks or administers, the latest first."""
    return [AuditJob.of(job) for job in queue.jobs(JobKind.AUDIT) if rights.sees(job.owner)]


@router.post("", status_code=HTTPStatus.ACCEPTED, responses=answers(404, 413, 422))
def begin(
    document: Annotated[UploadFile, File(description="The plan: DOCX, DOC, WPS, PDF, XLSX or text.")],
    queue: Queue,
    rights: Rights,
    upper: Annotated[UploadFile | None, File(description="The upper plan to check against.")] = None,
    against: Annotated[str, Form(description="The id of the audit of an older draft.", max_length=40)] = "",
    as_of: Annotated[date | None, Form(description="The day whose law applies; default: today.")] = None,
) -> AuditJob:
    """Begin an audit of a document."""
    if against:
        _done(_job(against, queue, rights), queue)
    day = as_of or datetime.now(UTC).astimezone().date()
    above = partial(keep, upper) if upper is not None and upper.filename else None
    return AuditJob.of(hand_in(queue, partial(keep, document), day, upper=above, against=against, owner=rights.name))


@router.get("/{audit}", responses=answers(404))
def audit(job: Found) -> AuditJob:
    """An audit and its progress."""
    return AuditJob.of(job)


@router.delete("/{audit}", status_code=HTTPStatus.NO_CONTENT, responses=answers(404, 409))
def remove(job: Own, queue: Queue) -> None:
    """Delete an audit that is over, with its document and result."""
    if not job.state.is_over:
        raise HTTPException(HTTPStatus.CONFLICT, "复核尚未结束；请稍候")
    queue.remove(job.id)
    shutil.rmtree(queue.folder_of(job.id), ignore_errors=True)


@router.get("/{audit}/events", response_class=EventSourceResponse, responses=answers(404))
async def events(job: Found, queue: Queue) -> AsyncIterable[AuditJob]:
    """The audit each time its progress changes, until it is over (server-sent events)."""
    told: Job | None = None
    while True:
        now = await run_in_threadpool(queue.get, job.id)
        if now is None:
            return
        if now != told:
            yield AuditJob.of(now)
            told = now
        if now.state.is_over:
            return
        await asyncio.sleep(POLL_SECONDS)


@router.get("/{audit}/review", response_model=ReviewAnswer, responses=answers(404, 409))
def review(kept: Done) -> Response:
    """Findings, coverage, rules, waived findings and the comparison with an older draft."""
    return _json(ReviewAnswer.model_validate(reviewed(kept)).model_dump_json(exclude_none=False))


@router.get("/{audit}/text", response_model=ReadingText, responses=answers(404, 409))
def text(kept: Done) -> Response:
    """The document's outline, clauses and boxes, every character with its place."""
    return _json(kept.text.read_text(encoding="utf-8"))


@router.put("/{audit}/waivers/{finding}", status_code=HTTPStatus.NO_CONTENT, responses=answers(404, 409, 422))
def waive(kept: Done, own: Own, rights: Rights, finding: FindingId, order: WaiverOrder) -> None:
    """Let a finding stand, with a reason and a name: that of the user, where there are users."""
    today = datetime.now(UTC).astimezone().date()
    waive_finding(kept, Waiver(finding, order.reason.strip(), rights.name or order.name.strip(), today))


@router.delete("/{audit}/waivers/{finding}", status_code=HTTPStatus.NO_CONTENT, responses=answers(404, 409))
def unwaive(kept: Done, own: Own, finding: FindingId) -> None:
    """Take a waiver back."""
    unwaive_finding(kept, finding)


@router.get(
    "/{audit}/report.{form}",
    response_class=Response,
    responses=answers(404, 409, 422) | {200: {"description": "The report.", "content": DOWNLOADS}},
)
def report(
    kept: Done,
    form: Annotated[AuditFormat, Path(description="html, xlsx, docx or json.")],
    language: Annotated[Language, Query(description="Language of the report.")] = Language.ZH,
) -> Response:
    """Download the list of corrections (XLSX), the opinion (DOCX), the page (HTML) or the data (JSON)."""
    if form not in MEDIA_TYPES:
        raise not_found(f"格式 {form.value}")
    content = print_report(kept, form, language)
    name = quote(f"{kept.document.stem}-复核.{form.value}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(content, media_type=MEDIA_TYPES[form], headers=headers)


def _json(content: str) -> Response:
    return Response(content, media_type="application/json")

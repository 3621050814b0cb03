"""Routes of the files that go with an adjustment."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Path, Query, Response, UploadFile

from kuanggui.app.adjustments.reading import OpenAdjustment, open_adjustment, read_attachment
from kuanggui.app.adjustments.workflow import attach_file, detach_file
from kuanggui.errors import InputError
from kuanggui.model.adjustment import AttachmentRole
from kuanggui.web.adjustments.routes import AtDesk, Key
from kuanggui.web.problems import answers
from kuanggui.web.uploads import plain_name

router = APIRouter(prefix="/adjustments", tags=["adjustments"])
ANY_FILE = "application/octet-stream"
Sha256 = Annotated[str, Path(description="The SHA-256 of a file.", pattern="^[0-9a-f]{64}$")]


@router.post("/{adjustment}/attachments", responses=answers(404, 409, 413, 422))
def attach(
    key: Key,
    document: Annotated[UploadFile, File(description="The file.")],
    version: Annotated[int, Form(ge=1, description="The version of the adjustment that the caller has read.")],
    desk: AtDesk,
    role: Annotated[AttachmentRole, Form(description="What the file is for.")] = AttachmentRole.OTHER,
) -> OpenAdjustment:
    """Put a file to a draft."""
    name, content = plain_name(document.filename or ""), document.file.read()
    if not content:
        raise InputError(f"{name}：文件是空的；请重新选择")
    attach_file(replace(desk, seen=version), key, name, content, role)
    return open_adjustment(desk, key)


@router.delete("/{adjustment}/attachments/{sha256}", responses=answers(404, 409, 422))
def detach(key: Key, sha256: Sha256, version: Annotated[int, Query(ge=1)], desk: AtDesk) -> OpenAdjustment:
    """Take a file from a draft."""
    detach_file(replace(desk, seen=version), key, sha256)
    return open_adjustment(desk, key)


@router.get(
    "/{adjustment}/attachments/{sha256}",
    response_class=Response,
    responses=answers(404, 422)
    | {200: {"description": "The file.", "content": {ANY_FILE: {"schema": {"type": "string", "format": "binary"}}}}},
)
def attachment(key: Key, sha256: Sha256, desk: AtDesk) -> Response:
    """Download a file of an adjustment."""
    found, content = read_attachment(desk, key, sha256)
    # Never shown as a page of this site, whatever it holds.
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}"}
    return Response(content, media_type=ANY_FILE, headers=headers)

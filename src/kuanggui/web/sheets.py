"""A table that a page shows, in the words and with the filter of the page, as a workbook or CSV: taken away, it is on record."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from kuanggui.app.sheet import Link, SheetForm, make_sheet
from kuanggui.web.problems import answers

router = APIRouter(tags=["server"])
MEDIA_TYPES = {
    SheetForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    SheetForm.CSV: "text/csv",
}
BINARY = {"schema": {"type": "string", "format": "binary"}}
Text = Annotated[str, Field(max_length=32_000)]


class LinkCell(BaseModel):
    """Words of a cell that lead to a page; only web addresses, so that no workbook of ours opens a file or a program."""

    text: Text
    address: str = Field(pattern=r"^https?://[!-~]+$", max_length=2_000)


class SheetOrder(BaseModel):
    """A table: its title, the names of its columns, its rows. Numbers stay numbers."""

    title: str = Field(min_length=1, max_length=100)
    columns: list[Annotated[str, Field(max_length=200)]] = Field(min_length=1, max_length=100)
    rows: list[list[Text | int | float | LinkCell | None]] = Field(max_length=20_000)
    form: SheetForm = SheetForm.XLSX


@router.post(
    "/sheet",
    response_class=Response,
    responses=answers(413)
    | {200: {"description": "The table.", "content": dict.fromkeys(MEDIA_TYPES.values(), BINARY)}},
)
def sheet(order: SheetOrder) -> Response:
    """A table as XLSX or CSV. Nothing of it is kept but the line of the access record."""
    name = quote(f"{order.title}.{order.form.value}", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    rows = [
        [Link(cell.text, cell.address) if isinstance(cell, LinkCell) else cell for cell in row] for row in order.rows
    ]
    content = make_sheet(order.title, order.columns, rows, order.form)
    return Response(content, media_type=MEDIA_TYPES[order.form], headers=headers)

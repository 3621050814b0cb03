"""The built pages: files with a hash in their name for good, and the first page for every address of the single-page app."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

INSTALLED = Path(__file__).with_name("site")
FOR_GOOD = "public, max-age=31536000, immutable"
NOT_BUILT = "网页尚未构建；请运行 make site，或只用 /api"


class Assets(StaticFiles):
    """Files whose name changes with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, to be kept by the browser."""
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = FOR_GOOD
        return answer


def install(app: FastAPI, folder: Path | None) -> None:
    """Serve the pages in a folder, or those that were installed with the program; without any, say how to make them."""
    pages = folder or INSTALLED
    if (pages / "assets").is_dir():
        app.mount("/assets", Assets(directory=pages / "assets"))
    router = APIRouter(include_in_schema=False)

    @router.get("/{path:path}")
    def page(path: str) -> FileResponse:
        """The first page: the app in it knows what the address means."""
        if path.startswith("api/"):
            raise HTTPException(404)
        if path == "favicon.svg" and (pages / path).is_file():
            return FileResponse(pages / path)
        if not (pages / "index.html").is_file():
            raise HTTPException(404, NOT_BUILT)
        return FileResponse(pages / "index.html", headers={"Cache-Control": "no-cache"})

    app.include_router(router)

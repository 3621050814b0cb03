"""The server put together."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Lifespan

from kuanggui.app.opening import shared
from kuanggui.app.stock import stock_at
from kuanggui.errors import StoreError
from kuanggui.web import figures, health, problems, sheets, site, words
from kuanggui.web.adjustments import attachments, drawing, targets
from kuanggui.web.adjustments import routes as adjustments
from kuanggui.web.audits import routes as audits
from kuanggui.web.calendar import glance
from kuanggui.web.calendar import routes as calendar
from kuanggui.web.check import routes as check
from kuanggui.web.check.turnstile import Turnstile
from kuanggui.web.check.visits import Visits
from kuanggui.web.door import Door
from kuanggui.web.head import Head
from kuanggui.web.login import routes as login
from kuanggui.web.logs import AccessLog, set_up
from kuanggui.web.map import router as map_routes
from kuanggui.web.map.base import TIANDITU
from kuanggui.web.metrics import Meter
from kuanggui.web.ogc import routes as ogc
from kuanggui.web.oidc import routes as oidc
from kuanggui.web.plans import routes as plans
from kuanggui.web.public import routes as public
from kuanggui.web.publishing import routes as publishing
from kuanggui.web.records import routes as records
from kuanggui.web.records.recorder import Recorder
from kuanggui.web.screening import routes as screening
from kuanggui.web.security import Guard
from kuanggui.web.services import make_services
from kuanggui.web.settings import Settings, read_settings
from kuanggui.web.users import routes as users

ADJUSTING = (adjustments, attachments, drawing, targets, calendar, glance)
DESCRIPTION = "Plans, audits and screening over HTTP. Problems are answered as application/problem+json of one shape."


def create_app(settings: Settings) -> FastAPI:
    """The application for some settings; jobs run while it is up."""
    services = make_services(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # Each request in a thread may hold connections, of which a database server grants a limited number to all workers.
        current_default_thread_limiter().total_tokens = settings.threads
        with shared(settings.db, settings.connections):
            services.keeper.start()
            services.warming.start()
            with suppress(StoreError):  # a database that is missing or old is told to whoever asks
                await run_in_threadpool(services.desk.kept.purge)
            yield
            services.keeper.stop()
            services.warming.stop()
            services.close()

    app = bare_application(lifespan)
    app.state.services = services
    problems.install(app, hide=_folders(settings))
    site.install(app, settings.site)
    app.add_middleware(GZipMiddleware, minimum_size=2048, compresslevel=5)
    app.add_middleware(Recorder, record=services.record)
    app.add_middleware(
        Door,
        gate=services.gate,
        sessions=services.sessions,
        allow_open=settings.allow_open,
        metrics_from=settings.metrics_from,
    )
    visits = Visits(settings.folder, settings.checks_per_minute)
    app.add_middleware(Turnstile, visits=visits, largest_body=settings.check_kilobytes * 1024)
    images = TIANDITU if settings.tianditu_key else ""
    app.add_middleware(Guard, hosts=settings.host_names, largest_body=settings.upload_bytes, images=images)
    app.add_middleware(Meter, metrics=services.metrics)
    app.add_middleware(AccessLog)
    app.add_middleware(Head)
    return app


def app_from_environment() -> FastAPI:
    """The application of one worker among several, for the settings of the environment."""
    settings = read_settings(os.environ["KUANGGUI_DB"])
    set_up(settings.log)
    return create_app(settings)


def bare_application(lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """The routes alone, with nothing behind them."""
    api = APIRouter(prefix="/api", responses=problems.answers(400, 401, 403, 422, 500, 503))
    readers = (health, figures, words, login, oidc, users, records, plans, audits, map_routes, screening)
    for part in (*readers, check, sheets, *ADJUSTING, publishing, public, ogc):
        api.include_router(part.router)
    api.include_router(ogc.router, prefix="/public", tags=["public"])
    app = FastAPI(
        title="Kuanggui 矿规",
        version=version("kuanggui"),
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
    )
    app.include_router(api)

    @app.get("/api/openapi.json", include_in_schema=False)
    def openapi() -> JSONResponse:
        return JSONResponse(problems.describe(app.openapi()))

    return app


def _operation_id(route: APIRoute) -> str:
    return "_".join([*(str(tag) for tag in route.tags), route.name])


def _folders(settings: Settings) -> tuple[str, ...]:
    """Folders of this machine, which no answer tells."""
    layers = stock_at(settings.db, settings.layers).layers
    folders = [settings.folder.resolve(), settings.folder, layers.parent]
    if "://" not in settings.db:
        folders.append(Path(settings.db).parent)
    return tuple(f"{folder}{os.sep}" for folder in folders if folder.is_absolute())

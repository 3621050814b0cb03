"""What the routes share: settings, plans at hand, the queue of jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from kuanggui.app.atlas.catalogue import Catalogue
from kuanggui.app.atlas.ground import Grounds
from kuanggui.app.atlas.kept import Kept
from kuanggui.app.gate import Gate
from kuanggui.app.ownership import Ownership
from kuanggui.app.plan_shelf import PlanShelf
from kuanggui.app.screening.desk import ScreeningDesk
from kuanggui.app.screening.self_check import SelfCheck
from kuanggui.app.stock import stock_at
from kuanggui.web.jobs.keeper import JobKeeper
from kuanggui.web.jobs.queue import JobQueue
from kuanggui.web.login.sessions import Lifetime, Sessions
from kuanggui.web.login.tries import Limits, Tries
from kuanggui.web.metrics import Metrics
from kuanggui.web.oidc.pending import Pending
from kuanggui.web.oidc.provider import Provider, refuse_plain
from kuanggui.web.people import Caller
from kuanggui.web.records.record import AccessRecord
from kuanggui.web.settings import Settings
from kuanggui.web.warming import Warming

T = TypeVar("T")
TILE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that live as long as the server."""

    settings: Settings
    shelf: PlanShelf
    queue: JobQueue
    keeper: JobKeeper
    gate: Gate
    sessions: Sessions
    tries: Tries
    record: AccessRecord
    metrics: Metrics
    pending: Pending
    provider: Provider | None
    desk: ScreeningDesk
    self_check: SelfCheck
    grounds: Grounds
    catalogue: Catalogue
    tiles: Kept[bytes]
    warming: Warming

    def close(self) -> None:
        """Let go of the database."""
        self.shelf.close()
        self.gate.close()
        self.grounds.close()


def make_services(settings: Settings) -> Services:
    """The services for some settings; nothing runs yet."""
    queue = JobQueue(settings.folder)
    keeper = JobKeeper(queue, settings.db, processes=settings.job_processes, longest=settings.job_seconds)
    within = timedelta(minutes=settings.lockout_minutes)
    life = Lifetime(timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours))
    stock = stock_at(settings.db, settings.layers)
    shelf, grounds = PlanShelf(settings.db), Grounds(settings.db)
    return Services(
        settings,
        shelf,
        queue,
        keeper,
        Gate(settings.db),
        Sessions(settings.folder, life),
        Tries(settings.folder, Limits(settings.login_tries, settings.login_address_tries, within)),
        AccessRecord(settings.folder),
        Metrics(settings.folder),
        Pending(settings.folder),
        _provider(settings),
        ScreeningDesk(stock, settings.folder / "screenings"),
        SelfCheck(stock),
        grounds,
        Catalogue(stock),
        Kept(TILE_BYTES, len),
        Warming(shelf, grounds),
    )


def _provider(settings: Settings) -> Provider | None:
    if not settings.oidc_issuer:
        return None
    refuse_plain(settings.oidc_issuer)
    return Provider(settings.oidc_issuer, settings.oidc_client, settings.oidc_secret.get_secret_value())


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def _part(choose: Callable[[Services], T]) -> Any:
    def part(services: Annotated[Services, Depends(_services)]) -> T:
        return choose(services)

    return Depends(part)


All = Annotated[Services, Depends(_services)]
Doorkeeper = Annotated[Gate, _part(lambda services: services.gate)]


def _ownership(caller: Caller, gate: Doorkeeper) -> Ownership:
    return gate.ownership(caller)


Rights = Annotated[Ownership, Depends(_ownership)]
Shelf = Annotated[PlanShelf, _part(lambda services: services.shelf)]
Record = Annotated[AccessRecord, _part(lambda services: services.record)]
Queue = Annotated[JobQueue, _part(lambda services: services.queue)]
Desk = Annotated[ScreeningDesk, _part(lambda services: services.desk)]
SelfChecks = Annotated[SelfCheck, _part(lambda services: services.self_check)]
GroundShelf = Annotated[Grounds, _part(lambda services: services.grounds)]
LayerShelf = Annotated[Catalogue, _part(lambda services: services.catalogue)]
Tiles = Annotated[Kept[bytes], _part(lambda services: services.tiles)]
Config = Annotated[Settings, _part(lambda services: services.settings)]

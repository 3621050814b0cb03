"""What the routes share: settings, plans at hand, the queue of jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from kuanggui.app.plan_shelf import PlanShelf
from kuanggui.web.jobs.keeper import JobKeeper
from kuanggui.web.jobs.queue import JobQueue
from kuanggui.web.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that live as long as the server."""

    settings: Settings
    shelf: PlanShelf
    queue: JobQueue
    keeper: JobKeeper


def make_services(settings: Settings) -> Services:
    """The services for some settings; nothing runs yet."""
    queue = JobQueue(settings.folder)
    keeper = JobKeeper(queue, settings.db, processes=settings.job_processes, longest=settings.job_seconds)
    return Services(settings, PlanShelf(settings.db), queue, keeper)


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def _part(choose: Callable[[Services], T]) -> Any:
    def part(services: Annotated[Services, Depends(_services)]) -> T:
        return choose(services)

    return Depends(part)


Shelf = Annotated[PlanShelf, _part(lambda services: services.shelf)]
Queue = Annotated[JobQueue, _part(lambda services: services.queue)]
Config = Annotated[Settings, _part(lambda services: services.settings)]

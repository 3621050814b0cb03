"""Figures of the server: how much is asked, how long it takes, what waits."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from kuanggui.app.authority import Action
from kuanggui.errors import ForbiddenError
from kuanggui.web.jobs.job import JobKind, JobState
from kuanggui.web.jobs.queue import JobQueue
from kuanggui.web.metrics import MEDIA_TYPE
from kuanggui.web.services import All

router = APIRouter(tags=["server"])


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, services: All) -> PlainTextResponse:
    """Figures as Prometheus reads them, for operators and administrators and the networks of a setting."""
    admitted = request.scope["state"].get("admitted")  # none for a network that the door has let in
    if admitted is not None and not admitted.may.intersection({Action.OPERATE, Action.ADMINISTER}):
        raise ForbiddenError(f"{admitted.name} 无权查看运行指标；请由运维或管理员查看")
    gauges = {**_jobs(services.queue), "sessions": float(services.sessions.count())}
    return PlainTextResponse(services.metrics.text(gauges), media_type=MEDIA_TYPE)


def _jobs(queue: JobQueue) -> dict[str, float]:
    states = [job.state for kind in JobKind for job in queue.jobs(kind)]
    return {f'jobs{{state="{state.value}"}}': float(states.count(state)) for state in JobState}

"""Routes of publishing: what is public, and what the public wrote."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from kuanggui.app.public import editions
from kuanggui.app.public import feedback as opinions
from kuanggui.model.plan.stored import StoredPlan
from kuanggui.model.publication import Feedback
from kuanggui.web.people import Caller
from kuanggui.web.plans.routes import OwnEntry
from kuanggui.web.problems import answers
from kuanggui.web.services import Config

router = APIRouter(prefix="/publishing", tags=["publishing"], responses=answers(503))
Key = Annotated[str, Path(description="The number of an opinion.", max_length=60)]


class PublicationOrder(BaseModel):
    """From which day a plan is public, and on what basis."""

    day: date
    basis: str = Field(min_length=1, max_length=editions.LONGEST_BASIS)


class WithdrawalOrder(BaseModel):
    """Why a plan is taken back."""

    reason: str = Field(min_length=1, max_length=editions.LONGEST_BASIS)


class AnswerOrder(BaseModel):
    """The bureau's answer to an opinion."""

    answer: str = Field(min_length=1, max_length=opinions.LONGEST_ANSWER)


class PublishedPlan(BaseModel):
    """How a plan stands with the public; `outdated` when a later edition was imported than the published one."""

    entry: StoredPlan
    public: bool
    outdated: bool
    day: date | None
    basis: str
    by: str


class ReceivedOpinion(BaseModel):
    """An opinion of the public, with its answer if there is one; `contact` only for those who may answer."""

    id: str
    plan: str
    subject: str
    text: str
    contact: str
    answer: str
    answered_by: str
    changed_at: datetime | None


@router.get("/plans")
def plans(caller: Caller, config: Config) -> list[PublishedPlan]:
    """Every plan of the caller's region, and whether it is public."""
    return [_shown(standing) for standing in editions.list_standings(config.db, caller)]


@router.put("/plans/{plan}", responses=answers(403, 404, 409), status_code=HTTPStatus.NO_CONTENT)
def publish(entry: OwnEntry, order: PublicationOrder, caller: Caller, config: Config) -> None:
    """Make the current edition of a plan public."""
    editions.publish_plan(config.db, entry.id, order.day, order.basis, caller)


@router.post("/plans/{plan}/withdrawal", responses=answers(403, 404, 409), status_code=HTTPStatus.NO_CONTENT)
def withdraw(entry: OwnEntry, order: WithdrawalOrder, caller: Caller, config: Config) -> None:
    """Take a plan back from the public."""
    editions.withdraw_plan(config.db, entry.id, order.reason, caller)


@router.get("/feedback", responses=answers(403))
def feedback(caller: Caller, config: Config) -> list[ReceivedOpinion]:
    """What the public wrote on plans of the caller's region, latest first."""
    return [_received(opinion) for opinion in opinions.list_feedback(config.db, caller)]


@router.put("/feedback/{key}/answer", responses=answers(403, 409))
def answer(key: Key, order: AnswerOrder, caller: Caller, config: Config) -> ReceivedOpinion:
    """Write the bureau's answer to an opinion."""
    return _received(opinions.answer_feedback(config.db, key, order.answer, caller))


@router.delete("/feedback/{key}/contact", responses=answers(403), status_code=HTTPStatus.NO_CONTENT)
def forget(key: Key, caller: Caller, config: Config) -> None:
    """Erase how the author of an opinion can be reached."""
    opinions.forget_contact(config.db, key, caller)


def _shown(standing: editions.Standing) -> PublishedPlan:
    known = standing.publication
    return PublishedPlan(
        entry=standing.entry,
        public=standing.public,
        outdated=standing.outdated,
        day=known.day if known else None,
        basis=known.basis if known else "",
        by=known.by if known else "",
    )


def _received(opinion: Feedback) -> ReceivedOpinion:
    named = {name: getattr(opinion, name) for name in ReceivedOpinion.model_fields if name != "changed_at"}
    return ReceivedOpinion(**named, changed_at=opinion.recorded_at)

"""Route of a plan's indicators at a glance."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter

from kuanggui.app.glance import IndicatorGlance, indicators_at_a_glance
from kuanggui.web.plans.routes import Entry
from kuanggui.web.problems import answers
from kuanggui.web.services import Config

router = APIRouter(prefix="/plans", tags=["plans"])


@router.get("/{plan}/glance", responses=answers(404))
def glance(entry: Entry, config: Config) -> list[IndicatorGlance]:
    """The indicators with their goals in force today, and the figures of the base year where the plan gives them."""
    return indicators_at_a_glance(config.db, entry.id, datetime.now(UTC).astimezone().date())

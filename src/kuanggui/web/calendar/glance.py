"""Route of a plan's indicators at a glance."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter

from kuanggui.app.glance import IndicatorGlance, indicators_at_a_glance
from kuanggui.web.day import Day, today
from kuanggui.web.plans.routes import Entry
from kuanggui.web.problems import answers
from kuanggui.web.services import Config

router = APIRouter(prefix="/plans", tags=["plans"])


@router.get("/{plan}/glance", responses=answers(404))
def glance(entry: Entry, config: Config, as_of: Day = None) -> list[IndicatorGlance]:
    """The indicators with their goals in force on a day and as printed, and the figures of the base year where the plan gives them."""
    found = indicators_at_a_glance(config.db, entry.id, as_of or today())
    return [replace(each, adjustment_title="") for each in found] if entry.above else found

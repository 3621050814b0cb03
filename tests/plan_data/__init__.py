"""Plans and features that tests put into a store."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import shapely

from kuanggui.model.document import Document, Source
from kuanggui.model.feature import Feature, FeatureKind, GeometryMark, Shape
from kuanggui.model.plan import Plan
from kuanggui.model.reading import Reading
from kuanggui.model.trail import Signature
from kuanggui.storage.sql_store import SqlPlanStore

PLAN = "990100-2021-2025-aaaaaaaa"
SOURCE = Source(name="plan.txt", sha256="a" * 64, size=1, media_type="text/plain", reader="test 1")
MORNING = datetime(2024, 1, 2, 8, tzinfo=UTC)


def box(west: float, south: float, size: float = 0.01) -> Shape:
    """A square in degrees."""
    return Shape(
        GeometryMark.OFFICIAL, shapely.to_wkb(shapely.box(west, south, west + size, south + size), byte_order=1)
    )


def block(number: str, west: float = 112.0, south: float = 38.0, **more: Any) -> Feature:
    """A mining block for coal."""
    base = Feature(number, FeatureKind.MINING_BLOCK, f"{number}号区块", number, minerals=("coal",), adcodes=("990121",))
    return replace(base, shape=box(west, south), **more)


def signed(action: str = "test", at: datetime = MORNING) -> Signature:
    """A signature of a test."""
    return Signature("tester", action, PLAN, "for a test", at)


def keep_plan(store: SqlPlanStore, plan_id: str = PLAN) -> None:
    """An empty plan to put features in."""
    source = replace(SOURCE, sha256=f"{hash(plan_id) & (2**256 - 1):064x}") if plan_id != PLAN else SOURCE
    store.save(Reading(Document(source, ()), ""), Plan(plan_id, source), MORNING)

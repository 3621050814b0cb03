"""A screening case: what is asked for, by whom, on what knowledge. None means that it was not said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kuanggui.model.plan.zone import Purpose
from kuanggui.model.screening.terms import Action, Degree, Method, Size, TransferMode


@dataclass(frozen=True, slots=True)
class Elevation:
    """The height range in metres."""

    top_m: Decimal
    bottom_m: Decimal


@dataclass(frozen=True, slots=True)
class Reserves:
    """Reserves of the main mineral: `unit` as printed (万吨), `counted` what it counts (矿石, 金属), or the size class alone."""

    value: Decimal | None = None
    unit: str | None = None
    counted: str | None = None
    deposit_size: Size | None = None
    deposit: str | None = None


@dataclass(frozen=True, slots=True)
class Design:
    """The mine as designed; scale in 万吨/年 unless `unit` says otherwise, rates in per cent."""

    scale: Decimal | None = None
    unit: str = "万吨/年"
    method: Method | None = None
    service_life_years: Decimal | None = None
    mining_recovery: Decimal | None = None
    dilution: Decimal | None = None
    beneficiation_recovery: Decimal | None = None
    utilisation_rate: Decimal | None = None
    fully_mechanised: bool | None = None
    blasting: bool | None = None
    hazards: tuple[str, ...] | None = None
    burial_depth_m: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Wells:
    """Wells of geothermal or mineral water: output of one in m³ a day, and the share of tail water put back, in per cent."""

    output_m3_per_day: Decimal | None = None
    reinjection: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies; `coal_capacity` in 万吨/年."""

    name: str | None = None
    legal_person: bool | None = None
    coal_experience: bool | None = None
    coal_capacity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class HeldRight:
    """The right of the applicant that the case continues, grows out of or lies beside."""

    number: str | None = None
    set_on: date | None = None
    expires_on: date | None = None
    area_km2: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """How the right is to be granted: mode, ground of an agreement, notice, the year's release plan, preparation of the site."""

    mode: TransferMode | None = None
    ground: str | None = None
    notice_working_days: int | None = None
    in_release_plan: bool | None = None
    clean: bool | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of the ground itself: settings (arable_land, river_bed …), a boundary along a ridge, the side of the nearest bridge."""

    settings: tuple[str, ...] | None = None
    ridge_boundary: bool | None = None
    bridge_side: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document by kind, and whether it is at hand."""

    kind: str
    present: bool


@dataclass(frozen=True, slots=True)
class Application:
    """A case to be screened. `minerals` are catalogue codes, the main one first; `region` is the administrative code."""

    name: str
    purpose: Purpose
    action: Action
    minerals: tuple[str, ...]
    region: str | None = None
    elevation: Elevation | None = None
    degree: Degree | None = None
    reserves: Reserves = field(default_factory=Reserves)
    design: Design = field(default_factory=Design)
    wells: Wells = field(default_factory=Wells)
    applicant: Applicant = field(default_factory=Applicant)
    held: HeldRight = field(default_factory=HeldRight)
    transfer: Transfer = field(default_factory=Transfer)
    site: Site = field(default_factory=Site)
    documents: tuple[Document, ...] = ()
    term_years: Decimal | None = None
    applied_on: date | None = None

    @property
    def mineral(self) -> str:
        """The main mineral."""
        return self.minerals[0]

    @property
    def is_mining(self) -> bool:
        """Whether mining is asked for."""
        return self.purpose is Purpose.MINING

    def document(self, kind: str) -> bool | None:
        """Whether a document is at hand; None when nothing was said."""
        return next((document.present for document in self.documents if document.kind == kind), None)

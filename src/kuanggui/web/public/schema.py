"""What the public routes answer and take."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from kuanggui.app.public.feedback import LONGEST_CONTACT, LONGEST_SUBJECT, LONGEST_TEXT
from kuanggui.app.public.plain_words import Topic
from kuanggui.app.public.projection import Titles
from kuanggui.app.public.register import PublicPlan


class LayerName(BaseModel):
    """A public layer by its id and title."""

    id: str
    title: Titles


class PublicOverview(BaseModel):
    """What is public: the plans, the parts and layers each has, the source and the terms of use."""

    title: Titles
    source: Titles
    license: Titles
    plans: list[PublicPlan]
    parts: list[str]
    layers: list[LayerName]


class PublicReading(BaseModel):
    """A public plan in plain words."""

    plan: PublicPlan
    topics: list[Topic]


class PublicFeature(BaseModel):
    """A GeoJSON feature, longitude and latitude in degrees on CGCS2000; its shape may be coarser than in the register."""

    type: Literal["Feature"]
    id: str
    geometry: dict[str, Any] | None
    properties: dict[str, str | float | None]


class PublicFeatures(BaseModel):
    """A GeoJSON collection with its source, terms and day."""

    type: Literal["FeatureCollection"]
    title: str
    title_en: str
    source: str
    license: str
    license_en: str
    as_of: date
    published_on: date
    features: list[PublicFeature]


class OpinionOrder(BaseModel):
    """An opinion on a public plan. `website` is a field that nobody sees: only programs fill it in."""

    plan: str = Field(min_length=1, max_length=200)
    subject: str = Field(min_length=1, max_length=LONGEST_SUBJECT)
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    contact: str = Field(default="", max_length=LONGEST_CONTACT)
    website: str = Field(default="", max_length=200)


class OpinionReceipt(BaseModel):
    """The number of an opinion."""

    id: str

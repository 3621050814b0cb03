"""What a document says with its numbers: facts, and statements that tie facts together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kuanggui.model.place import Place
from kuanggui.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Period:
    """Years a fact holds for: one year, a span (2016-2020), the state at a year's end (`as_of`), or a target year (`by`)."""

    start: int
    end: int
    kind: str = "year"  # year | span | as_of | by


@dataclass(frozen=True, slots=True)
class Fact:
    """One quantity with what it is about.

    `minerals` are catalogue ids, `regions` administrative codes; `attribute` is a key of the attribute lexicon, empty where the
    lexicon has none, and `attribute_words` the printed words; `qualifiers` are keys that narrow the scope (listed, unlisted,
    provincial, new, large …); `subject` is the printed head of the phrase. `inherited` names the fields taken from context.
    """

    id: str
    quantity: Quantity
    place: Place
    subject: str = ""
    minerals: tuple[str, ...] = ()
    attribute: str = ""
    attribute_words: str = ""
    regions: tuple[str, ...] = ()
    period: Period | None = None
    qualifiers: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    section: str = ""
    clause: str | None = None
    sentence: int | None = None
    start: int = 0
    end: int = 0
    box: str | None = None
    row: int | None = None
    column: int | None = None


class BreakdownKind(StrEnum):
    """How parts relate to a whole."""

    FULL = "full"  # 按…分, A + B + 其他: the parts make up the whole
    OF_WHICH = "of_which"  # 其中: the parts are at most the whole
    LISTED = "listed"  # an enumeration without a stated whole


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Parts in the order they are printed, with the whole if one is stated. `criterion` is the printed 按…分 word."""

    id: str
    kind: BreakdownKind
    whole: str | None
    parts: tuple[str, ...]
    criterion: str
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """A value that goes from one to another (由A提高到B), with the printed growth if there is one. All are fact ids."""

    id: str
    before: str | None
    after: str | None
    growth: str | None
    annual: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Share:
    """A printed percentage of something: `part` and `share` are fact ids, `whole` a fact id if known, `whole_words` as printed."""

    id: str
    part: str | None
    share: str
    whole: str | None
    whole_words: str
    place: Place


class ReferenceKind(StrEnum):
    """What a reference points at."""

    BOX = "box"
    ANNEX = "annex"
    FIGURE = "figure"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that point at a box, annex table, figure or section: 详见专栏3, 附表7. `number` is as printed."""

    kind: ReferenceKind
    label: str
    number: str | None
    clause: str
    place: Place
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A mineral or an administrative unit named in the text. `key` is a mineral id or an administrative code."""

    kind: str  # mineral | place
    key: str
    place: Place
    clause: str | None = None
    box: str | None = None

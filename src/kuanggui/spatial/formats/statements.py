"""What sentences around corner tables say: datum, zone, elevation limits, the name of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kuanggui.spatial.formats.datum import Datum, find_datum
from kuanggui.spatial.formats.notation import clean
from kuanggui.spatial.formats.words import load_words

_ZONE = re.compile(r"带号\D{0,4}(\d{2})(?!\d)|(?<![\d.])(\d{2})\s*带")
_MERIDIAN = re.compile(r"中央(?:经线|子午线)\D{0,4}(\d{2,3})")
_WIDTH = re.compile(r"([36三六])\s*度(?:分)?带")
_NUMBER = r"([-+]?\d+(?:\.\d+)?)\s*(?:m|米)?"
_SEPARATOR = r"\s*(?:至|到|~|～|—+|－|--|,|、|-)\s*(?:标高)?\s*"
_ABOUT_TABLE = re.compile(r"[(\[].*?[)\]]|(?:范围)?(?:拐点|角点|界址点)?坐标(?:一览)?表?.*$|^[表附]表?\s*[\d.-]+\s*")


@dataclass(frozen=True, slots=True)
class Statements:
    """Facts from sentences; None where nothing is said."""

    datum: Datum | None = None
    central_meridian: int | None = None
    zone_width: int | None = None
    highest_m: float | None = None
    lowest_m: float | None = None

    def after(self, sentence: str) -> Statements:
        """The facts with those of one more sentence."""
        text = clean(sentence)
        width = _find_width(text) or self.zone_width
        limits = _find_limits(text) or (self.highest_m, self.lowest_m)
        meridian = _find_meridian(text, width) or self.central_meridian
        datum = self.datum if self.datum is not None and self.datum.is_older else find_datum(text) or self.datum
        return replace(
            self, datum=datum, central_meridian=meridian, zone_width=width, highest_m=limits[0], lowest_m=limits[1]
        )


def find_name(sentence: str) -> str:
    """The name of a range in a heading, without the words about the table; empty when nothing is left."""
    text = clean(sentence)
    if _find_limits(text) or _MERIDIAN.search(text) or len(text) > 80:
        return ""
    name = _ABOUT_TABLE.sub("", text).strip(" :;,。、")
    return "" if find_datum(name) or name.startswith(load_words().no_names) else name


def _find_width(text: str) -> int | None:
    found = _WIDTH.search(text)
    return None if found is None else 6 if found.group(1) in "6六" else 3


def _find_meridian(text: str, width: int | None) -> int | None:
    if found := _MERIDIAN.search(text):
        return int(found.group(1))
    if (found := _ZONE.search(text)) is None:
        return None
    zone = int(found.group(1) or found.group(2))
    if 25 <= zone <= 45:
        return 3 * zone
    return 6 * zone - 3 if 13 <= zone <= 23 and width != 3 else None


def _find_limits(text: str) -> tuple[float, float] | None:
    """Upper and lower elevation in metres, whichever is written first."""
    words = "|".join(load_words().elevation)
    found = re.search(rf"(?:{words})\D{{0,8}}?{_NUMBER}{_SEPARATOR}{_NUMBER}", text)
    if found is None:
        return None
    one, other = float(found.group(1)), float(found.group(2))
    return max(one, other), min(one, other)

"""Reading a caption: label, number, title, unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kuanggui.ingest.boxes.words import CaptionWord, table_words
from kuanggui.model.numerals import HAN, to_number

_NUMBER_TAIL = r"(?:\s*[-－.—–]\s*\d+)*"


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption: `label` as printed without blanks (专栏5), `number` in Arabic figures, `unit` if the caption gives one.

    `prefix` begins the box's id; `continued` says that it announces the rest of a table.
    """

    label: str | None
    number: str | None
    title: str
    prefix: str = "box"
    unit: str | None = None
    continued: bool = False


def read_caption(text: str) -> Caption | None:
    """The caption in a line that begins with a label and a number, or None for other words and for sentences."""
    flat = text.replace("\n", "").strip()
    for word in table_words().captions:
        match = _pattern(word).fullmatch(flat)
        if match and len(match["title"]) <= table_words().longest_title and not re.search(r"[。；]", match["title"]):
            return _caption(word, match)
    return None


def read_title(text: str) -> Caption:
    """A title without label and number."""
    flat = text.replace("\n", "").strip()
    unit, title = _take_unit(flat)
    return Caption(None, None, title, unit=unit)


def is_title(text: str) -> bool:
    """Whether words in front of a table name it: short, no sentence, and ending like a table's title."""
    _, title = _take_unit(text.strip())
    short = 0 < len(title) <= table_words().longest_title and not re.search(r"[，。；：]", title)
    return short and re.sub(r"[（(][^（()）]*[)）]$", "", title).endswith(table_words().title_ends)


def read_unit_line(text: str) -> str | None:
    """The unit of a line such as 单位：万吨."""
    match = table_words().unit_line.fullmatch(text.strip())
    return match[1].strip() if match else None


def is_note(text: str) -> bool:
    """Whether words below a table are a note to it."""
    return bool(table_words().note.match(text.strip()))


@cache
def _pattern(word: CaptionWord) -> re.Pattern[str]:
    continued = "|".join(map(re.escape, table_words().continued))
    han = rf"[{HAN}]+" if word.han else rf"[{HAN}]+(?=[\s：:、]|$)"
    return re.compile(
        rf"(?P<before>{continued})?\s*(?P<label>{word.word}\s*(?P<number>(?:\d+{_NUMBER_TAIL}|{han})))"
        rf"(?P<behind>\s*[（(]?(?:{continued})[表)）]*)?[\s：:、.]*(?P<title>.*)"
    )


def _caption(word: CaptionWord, match: re.Match[str]) -> Caption:
    unit, title = _take_unit(match["title"])
    return Caption(
        label=re.sub(r"\s", "", match["label"]),
        number=_arabic(re.sub(r"\s", "", match["number"])),
        title=title,
        prefix=word.id,
        unit=unit,
        continued=bool(match["before"] or match["behind"]),
    )


def _arabic(number: str) -> str:
    value = to_number(number)
    return str(value) if value is not None else re.sub(r"[－.—–]", "-", number)


def _take_unit(title: str) -> tuple[str | None, str]:
    """Unit and title of a caption that ends with 单位：…."""
    match = table_words().unit_line.search(title)
    if match is None or match.end() != len(title):
        return None, title.strip()
    return match[1].strip(), title[: match.start()].strip()

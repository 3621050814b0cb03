"""Marks never change the text they stand in, wherever findings begin and end."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from kuanggui.findings.family import Family
from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Severity
from kuanggui.model.located import LocatedText
from kuanggui.model.place import Place
from kuanggui.reports.html.marks import Marks
from kuanggui.reports.surroundings import Quoted
from kuanggui.reports.view import Entry, Shown

TEXTS = st.text(st.sampled_from("甲乙9<>&\"'\n "), min_size=1, max_size=30)
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), max_size=6)


def entry(number: int, text: str, start: int, length: int) -> Entry:
    place = Place("plan.txt", "ab" * 32, 1, start, start + length, text[start : start + length])
    finding = Finding(f"f{number}", "AUD101", Family.PARTS, Severity.ERROR, "", "", "", "", "", (place,))
    shown = Shown(place, "", Quoted("", place.quote, ""))
    return Entry(str(number), finding, "", "", "", "", "", (), (), (), "", (shown,))


@given(TEXTS, SPANS)
def test_text_is_whole_and_every_mark_inside_it_is_placed(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [(start, min(length, len(text) - start)) for start, length in spans if start < len(text)]
    marks = Marks(entry(number, text, *span) for number, span in enumerate(inside, start=1))
    shown = str(marks.on(LocatedText.from_line(text, 1)))
    assert html.unescape(re.sub(r"<(?!br>)[^>]*>", "", shown)).replace("<br>", "\n") == text
    assert marks.placed == {f"p{number}-0" for number in range(1, len(inside) + 1)}
    assert all(shown.count(f'id="{anchor}"') == 1 for anchor in marks.placed)


@given(TEXTS, st.integers(0, 40), st.integers(1, 9))
def test_place_beyond_the_text_is_left_out(text: str, beyond: int, length: int) -> None:
    marks = Marks([entry(1, text, len(text) + beyond, length)])
    assert "mark" not in str(marks.on(LocatedText.from_line(text, 1)))
    assert marks.placed == set()

"""Cleaned text keeps the place of every character."""

from hypothesis import given
from hypothesis import strategies as st

from kuanggui.model.located import LocatedText, Span


def test_a_deleted_stretch_leaves_later_characters_in_their_columns() -> None:
    text = LocatedText.from_line("[mark]铁矿40座", line=7)
    cleaned = text.without([(0, 6)])
    assert cleaned.text == "铁矿40座"
    assert cleaned.span(2, 4) == Span(7, 8, 10)


def test_a_cell_over_two_lines_points_into_the_line_where_its_number_stands() -> None:
    cell = LocatedText.join([LocatedText.from_line("保有资", 27, 1), LocatedText.from_line("源储量12", 28)])
    assert cell.text == "保有资源储量12"
    assert cell.span(6, 8) == Span(28, 3, 5)
    assert cell.span(0, 8) == Span(27, 1, 4)


def test_an_empty_text_still_knows_its_line() -> None:
    assert LocatedText.from_line("　", 5).stripped().span().line == 5


@given(st.text(min_size=1), st.data())
def test_every_kept_character_is_found_at_its_place_in_the_source(source: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(source)), max_size=6, unique=True)))
    ranges = list(zip(cuts[::2], cuts[1::2], strict=False))
    kept = LocatedText.from_line(source, 3).without(ranges)
    for offset, character in enumerate(kept.text):
        span = kept.span(offset, offset + 1)
        assert source[span.start : span.end] == character

"""Words around a place: the right cell of a row, the headings of the right page."""

from kuanggui.model.document import Cell, Document, Source, Table
from kuanggui.model.located import LocatedText
from kuanggui.model.outline import Section
from kuanggui.model.place import Place
from kuanggui.model.reading import Reading
from kuanggui.reports.surroundings import Surroundings

SOURCE = Source("附表.xlsx", "0" * 64, 1, "", "")


def test_of_a_row_the_cell_itself_is_quoted_and_not_the_end_of_the_one_before() -> None:
    words = ["5", "2021-2025", "4200", "2400"]
    columns = [sum(len(word) + 1 for word in words[:n]) for n in range(len(words))]
    row = tuple(Cell(LocatedText.from_line(word, 7, column, 4)) for word, column in zip(words, columns, strict=True))
    reading = Reading(Document(SOURCE, (Table((row,), spans_known=True),)), "")
    place = Place("附表.xlsx", SOURCE.sha256, 7, columns[2], columns[2] + 4, "4200", page=4)
    around = Surroundings(reading).around(place)
    assert around.quote == "4200"
    assert around.before == "5 | 2021-2025 | "


def test_the_heading_above_a_place_is_that_of_its_page() -> None:
    first, second = (
        Section(key, 1, "", name, LocatedText.from_line(name, line, page=page))
        for key, name, page, line in (("1", "第一章", 1, 9), ("2", "第二章", 3, 2))
    )
    reading = Reading(Document(SOURCE, ()), "", sections=(first, second))
    surroundings = Surroundings(reading)
    assert surroundings.headings(Place("", "", 12, 0, 1, "", page=2)) == ("第一章",)
    assert surroundings.headings(Place("", "", 5, 0, 1, "", page=3)) == ("第二章",)

"""Characters put together to lines, and lines to paragraphs."""

from dataclasses import replace

from kuanggui.ingest.readers.pdf.layout import Line, PageLayout, number_lines
from kuanggui.ingest.readers.pdf.lines import is_level, read_lines
from kuanggui.ingest.readers.pdf.margins import Margins, find_margins
from kuanggui.ingest.readers.pdf.paragraphs import join_lines
from kuanggui.ingest.readers.pdf.running import without_running_lines

SIZE = 10.0
MARGINS = {1: Margins(100, 300), 2: Margins(100, 300)}


def char(text: str, x: float, top: float = 0, size: float = SIZE, width: float | None = None) -> dict:
    return {
        "text": text,
        "x0": x,
        "x1": x + (size if width is None else width),
        "top": top,
        "bottom": top + size,
        "size": size,
    }


def chars(text: str, x: float = 0, top: float = 0) -> list[dict]:
    return [char(letter, x + index * SIZE, top) for index, letter in enumerate(text)]


def line(
    text: str, x0: float = 100, x1: float | None = None, top: float = 0, page: int = 1, lead: float = SIZE
) -> Line:
    return Line(text, x0, x0 + len(text) * SIZE if x1 is None else x1, top, top + SIZE, SIZE, lead, page=page, number=1)


def paragraphs(*lines: Line) -> list[str]:
    return [found.text.text for found in join_lines(lines, MARGINS)]


def test_characters_side_by_side_are_a_line_whatever_their_order_in_the_file() -> None:
    found = read_lines([*chars("第二行", top=20), *reversed(chars("第一行"))])
    assert [line.text for line in found] == ["第一行", "第二行"]


def test_raised_characters_stay_in_their_line() -> None:
    raised = char("2", 20, top=-2, size=6)
    (found,) = read_lines([char("k", 0), char("m", 10), raised, char("，", 26)])
    assert found.text == "km2，"


def test_a_gap_wider_than_letter_spacing_becomes_blanks_by_its_width() -> None:
    assert [line.text for line in read_lines([char("总", 0), char("则", 13)])] == ["总则"]
    assert [line.text for line in read_lines([char("总", 0), char("则", 20)])] == ["总  则"]
    assert [line.text for line in read_lines([char("总", 0), char("则", 2000)])] == ["总        则"]


def test_blanks_at_the_ends_of_a_line_do_not_count() -> None:
    (found,) = read_lines([char(" ", 0), *chars("总则", 10), char(" ", 30)])
    assert (found.text, found.x0, found.x1) == ("总则", 10, 30)
    assert read_lines([char(" ", 0)]) == []


def test_what_no_line_break_parts_is_measured() -> None:
    leads = {
        text: read_lines(chars(text))[0].lead / SIZE for text in ("2252.5万吨", "资源", "量。其", "12∶41∶47。", "GB T")
    }
    assert leads == {"2252.5万吨": 6, "资源": 1, "量。其": 2, "12∶41∶47。": 9, "GB T": 2}


def test_slanted_and_turned_characters_are_not_level() -> None:
    assert is_level({"matrix": (1, 0, 0, 1, 0, 0)})
    assert is_level({"matrix": (10, 0, 3, 10, 0, 0)})  # oblique type
    assert not is_level({"matrix": (0.7, 0.7, -0.7, 0.7, 0, 0)})
    assert not is_level({"matrix": (0, 1, -1, 0, 0, 0)})
    assert not is_level({"matrix": (-1, 0, 0, -1, 0, 0)})


def test_lines_are_numbered_from_the_top_and_columns_counted_from_the_left() -> None:
    page = PageLayout(3, 600, 800, [line("右", 200, top=1), line("左边", 100), line("下", top=30)])
    assert [(found.text, found.number, found.column, found.page) for found in number_lines(page).lines] == [
        ("右", 1, 3, 3), ("左边", 1, 0, 3), ("下", 2, 0, 3),
    ]  # fmt: skip


def test_a_full_line_goes_on_in_the_next_one() -> None:
    assert paragraphs(line("全市共有矿山", 120, 295), line("四十六座。", top=15)) == ["全市共有矿山四十六座。"]


def test_a_line_is_full_when_the_next_figure_would_not_fit() -> None:
    assert len(paragraphs(line("资源量", 120, 250), line("2252754.5万吨", top=15, lead=70))) == 1
    assert len(paragraphs(line("资源量", 120, 250), line("万吨", top=15, lead=10))) == 2


def test_an_indented_line_begins_a_paragraph() -> None:
    assert len(paragraphs(line("甲", 120, 300), line("乙", 120, top=15))) == 2


def test_a_short_line_ends_a_paragraph() -> None:
    assert len(paragraphs(line("甲", 120, 200), line("乙", top=15))) == 2


def test_a_line_far_below_or_of_another_size_begins_a_paragraph() -> None:
    full = line("甲", 120, 300)
    assert len(paragraphs(full, line("乙", top=45))) == 2
    assert len(paragraphs(full, replace(line("乙", top=15), size=14))) == 2


def test_a_heading_begins_a_paragraph_though_it_is_not_indented() -> None:
    full = line("甲", 120, 300)
    assert len(paragraphs(full, line("第二节 布局", top=15))) == 2
    assert len(paragraphs(full, line("（一）布局", top=15))) == 2


def test_a_paragraph_goes_on_over_the_page_and_keeps_both_places() -> None:
    (found,) = join_lines([line("全市共有", 120, 300, top=700), line("矿山", top=50, page=2)], MARGINS)
    assert [(segment.start, segment.page) for segment in found.text.segments] == [(0, 1), (4, 2)]


def test_a_blank_between_two_lines_is_kept_where_it_means_something() -> None:
    assert paragraphs(line("by Open", 120, 300), line("Source", top=15)) == ["by Open Source"]
    printed = replace(line("折WO3", 120, 300), ends_blank=True)
    assert paragraphs(printed, line("65%", top=15)) == ["折WO3 65%"]
    assert paragraphs(replace(printed, text="矿"), line("山", top=15)) == ["矿山"]
    assert paragraphs(line("3067.", 120, 300), line("0", top=15)) == ["3067.0"]


def test_lines_with_leaders_are_entries_of_a_table_of_contents() -> None:
    found = list(
        join_lines([line("第一章 总则………………3", x1=300), line("第二章 布局........12", x1=300, top=15)], MARGINS)
    )
    assert [paragraph.toc_entry for paragraph in found] == [True, True]


def test_margins_are_where_most_long_lines_end() -> None:
    ends = [(100, 500), (120, 499), (100, 498), (100, 180), (90, 100)]
    page = PageLayout(1, 600, 800, [line("甲", x0, x1) for x0, x1 in ends])
    assert find_margins([page, PageLayout(2, 800, 600)]) == {1: Margins(100, 500)}


def test_a_page_without_a_full_line_has_the_same_margin_on_both_sides() -> None:
    lines = [line("封面", 100, 200), line("题名", 110, 190, top=30)]
    assert find_margins([PageLayout(1, 600, 800, lines)]) == {1: Margins(100, 500)}


def pages(*texts: list[tuple[str, float]]) -> list[PageLayout]:
    return [
        PageLayout(number, 600, 800, [line(text, top=top, page=number) for text, top in found])
        for number, found in enumerate(texts, start=1)
    ]


def kept(*texts: list[tuple[str, float]]) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in without_running_lines(pages(*texts))]


def test_headers_and_page_numbers_are_taken_out() -> None:
    found = kept(*([("示例市规划", 40), (f"正文{n}", 300), (f"— {n} —", 770)] for n in (9, 10, 11)))
    assert found == [["正文9"], ["正文10"], ["正文11"]]


def test_what_stands_on_two_pages_of_three_stays_and_what_stands_on_two_of_two_does_not() -> None:
    header = [("示例市规划", 40)]
    assert kept(header, header, [("甲", 300)]) == [["示例市规划"], ["示例市规划"], ["甲"]]
    assert kept(header, header) == [[], []]
    assert kept(header) == [["示例市规划"]]


def test_repeated_lines_in_the_middle_of_pages_stay() -> None:
    assert kept(*([("单位：个", 200)] for _ in range(4))) == [["单位：个"]] * 4


def test_repeated_lines_at_other_heights_stay() -> None:
    assert kept(*([("续表", top)] for top in (30, 45, 60, 75))) == [["续表"]] * 4


def test_page_numbers_of_many_looks_are_taken_out() -> None:
    for text in ("3", "- 3 -", "第3页", "第 3 页 共 20 页", "3/20", "xii", "· 3 ·"):
        assert kept([(text, 770)]) == [[]]
    for text in ("3个", "2025年", "万吨", "３０００座"):
        assert kept([(text, 770)]) == [[text]]

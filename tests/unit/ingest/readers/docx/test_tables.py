"""Tables: merges both ways, indented rows, repeated headers, nested tables, revisions."""

from sample_files.tables import spans, texts
from sample_files.word import cell, lines, only_table, paragraph, row, table

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_merges_both_ways_become_spans_and_covered_cells_are_left_out(read):
    found = only_table(
        read(
            table(
                row(cell("矿种", RESTART), cell("规模", span(2))),
                row(cell("", CONTINUE), cell("大"), cell("小")),
                row(cell("铁"), cell("1"), cell("2")),
            )
        )
    )
    assert found.spans_known
    assert texts(found) == [["矿种", "规模"], ["大", "小"], ["铁", "1", "2"]]
    assert spans(found) == [[(2, 1), (1, 2)], [(1, 1), (1, 1)], [(1, 1)] * 3]


def test_a_merge_of_several_rows_and_columns_is_one_cell(read):
    block = span(2) + RESTART
    found = only_table(
        read(
            table(
                row(cell("甲", block), cell("1")), row(cell("", span(2) + CONTINUE), cell("2")), row(*map(cell, "abc"))
            )
        )
    )
    assert spans(found)[0] == [(2, 2), (1, 1)]


def test_a_vertical_merge_goes_on_only_under_a_cell_of_the_same_edges(read):
    found = only_table(read(table(row(cell("甲", RESTART), cell("乙")), row(cell("丙", span(2) + CONTINUE)))))
    assert texts(found) == [["甲", "乙"], ["丙"]]


def test_two_merges_that_follow_each_other_stay_two(read):
    found = only_table(read(table(*(row(cell(a, RESTART)) + row(cell(b, CONTINUE)) for a, b in ("甲乙", "丙丁")))))
    assert texts(found) == [["甲"], [], ["丙"], []]
    assert spans(found) == [[(2, 1)], [], [(2, 1)], []]


def test_an_old_style_horizontal_merge_is_one_cell(read):
    found = only_table(
        read(
            table(
                row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙")),
                row(*map(cell, "123")),
            )
        )
    )
    assert spans(found)[0] == [(1, 2), (1, 1)]


def test_indented_and_short_rows_are_filled_so_that_columns_hold(read):
    found = only_table(
        read(
            table(
                row(*map(cell, "甲乙丙丁")),
                row(cell("1"), cell("2"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            )
        )
    )
    assert texts(found)[1] == ["", "1", "2", ""]
    assert spans(found)[1] == [(1, 1)] * 4


def test_only_the_first_rows_can_repeat_as_header(read):
    head = "<w:tblHeader/>"
    marked = table(
        row(cell("甲"), properties=head),
        row(cell("乙"), properties=head),
        row(cell("1")),
        row(cell("丙"), properties=head),
    )
    assert only_table(read(marked)).header_rows == 2
    assert only_table(read(table(row(cell("甲"))))).header_rows is None


def test_a_nested_table_hangs_on_its_cell(read):
    inner = table(row(cell("内")))
    outer = only_table(read(table(row(f"<w:tc>{paragraph('外')}{inner}{paragraph()}</w:tc>"))))
    (nested,) = outer.rows[0][0].tables
    assert outer.rows[0][0].text.text == "外"
    assert texts(nested) == [["内"]]


def test_the_paragraphs_of_a_cell_are_lines_and_each_keeps_its_number(read):
    document = read(paragraph("前") + table(row(f"<w:tc>{paragraph('保有')}{paragraph()}{paragraph('储量')}</w:tc>")))
    text = only_table(document).rows[0][0].text
    assert text.text == "保有\n储量"
    place = document.place(text, 3, 5)
    assert (place.line, place.start, place.end, place.quote) == (4, 0, 2, "储量")
    assert (only_table(document).line_start, only_table(document).line_end) == (2, 4)


def test_rows_and_cells_deleted_in_a_revision_and_hidden_rows_are_gone(read):
    found = only_table(
        read(
            table(
                row(cell("甲"), cell("乙", "<w:cellDel/>")),
                row(cell("丙"), properties="<w:del/>"),
                row(cell("丁"), properties="<w:hidden/>"),
                row(cell("戊"), properties="<w:ins/>"),
            )
        )
    )
    assert texts(found) == [["甲"], ["戊"]]


def test_rows_and_cells_in_content_controls_are_read(read):
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = only_table(read(table(control.format(row(cell("甲"), control.format(cell("乙")))))))
    assert texts(found) == [["甲", "乙"]]


def test_captions_stay_paragraphs_and_notes_cited_in_a_table_follow_it(read):
    cited = '<w:tc><w:p><w:r><w:t>5</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:tc>'
    note = f'<w:footnote w:id="1">{paragraph("注文")}</w:footnote>'
    document = read(paragraph("专栏1") + table(f"<w:tr>{cited}</w:tr>") + paragraph("后"), footnotes=note)
    assert lines(document) == ["专栏1", "注文", "后"]
    assert texts(only_table(document)) == [["5"]]


def test_absurd_spans_are_cut(read):
    found = only_table(read(table(row(cell("甲", span(2_000_000_000))))))
    assert spans(found) == [[(1, 512)]]


def test_a_table_without_rows_or_with_an_empty_cell_is_read(read):
    assert only_table(read("<w:tbl/>")).rows == ()
    assert texts(only_table(read("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"))) == [[""]]

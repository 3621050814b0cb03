"""Labels of automatic numbering, which stand in no text run."""

from sample_files.tables import texts
from sample_files.word import lines, only_table, paragraph


def level(depth: int, number_format: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def numbered(text: str, depth: int = 0, list_id: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


OUTLINE = numbering(
    level(0, "chineseCountingThousand", "第%1章"),
    level(1, "chineseCounting", "第%2节", '<w:suff w:val="nothing"/>'),
    level(2, "chineseCounting", "（%3）"),
)


def test_chapters_and_sections_carry_their_chinese_numbers(read):
    body = numbered("总则") + numbered("现状", 1) + numbered("目标", 1) + numbered("布局") + numbered("分区", 1)
    assert lines(read(body, numbering=OUTLINE)) == [
        "第一章 总则",
        "第一节现状",
        "第二节目标",
        "第二章 布局",
        "第一节分区",
    ]


def test_no_blank_follows_a_label_that_ends_in_punctuation(read):
    assert lines(read(numbered("勘查", 2), numbering=OUTLINE)) == ["（一）勘查"]


def test_an_upper_level_is_shown_in_its_own_format_unless_all_are_decimal(read):
    mixed = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2"))
    legal = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = numbered("甲") + numbered("乙", 1)
    assert lines(read(body, numbering=mixed))[1] == "一.1 乙"
    assert lines(read(body, numbering=legal))[1] == "1.1 乙"


def test_lists_of_one_definition_count_on_and_an_override_starts_anew(read):
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = numbered("甲") + numbered("乙", list_id=2) + numbered("丙", list_id=3) + numbered("丁", list_id=3)
    found = lines(read(body, numbering=numbering(level(0, "decimal", "%1、"), lists=lists)))
    assert found == ["1、甲", "2、乙", "5、丙", "6、丁"]


def test_a_level_that_never_restarts_counts_through_the_chapters(read):
    definition = numbering(level(0, "decimal", "第%1章"), level(1, "decimal", "专栏%2", '<w:lvlRestart w:val="0"/>'))
    body = numbered("甲") + numbered("乙", 1) + numbered("丙") + numbered("丁", 1)
    assert lines(read(body, numbering=definition)) == ["第1章 甲", "专栏1 乙", "第2章 丙", "专栏2 丁"]


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it(read):
    styles = (
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="节"/><w:basedOn w:val="2"/></w:style>'
    )
    definition = numbering(level(0, "decimal", "第%1章"), level(1, "decimal", "第%2节", '<w:pStyle w:val="2"/>'))
    body = paragraph("甲", '<w:pStyle w:val="2"/>') + paragraph("乙", '<w:pStyle w:val="x"/>')
    document = read(body, styles=styles, numbering=definition)
    assert lines(document) == ["第1节 甲", "第2节 乙"]
    assert [block.heading_level for block in document.blocks] == [2, 2]


def test_number_zero_takes_a_paragraph_out_of_the_list_of_its_style(read):
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="条"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲", '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(read(body, styles=styles, numbering=OUTLINE)) == ["甲"]


def test_a_list_that_points_at_a_list_style_takes_the_levels_of_that_style(read):
    definition = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{level(0, "decimal", "%1）")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert lines(read(numbered("甲"), numbering=definition)) == ["1）甲"]


def test_bullets_print_no_label(read):
    assert lines(read(numbered("甲"), numbering=numbering(level(0, "bullet", "\uf0b7")))) == ["甲"]


def test_serial_numbers_that_only_numbering_prints_stand_in_their_cells(read):
    rows = "".join(f"<w:tr><w:tc>{numbered('')}</w:tc><w:tc>{paragraph(name)}</w:tc></w:tr>" for name in "甲乙")
    document = read(
        f"<w:tbl>{rows}</w:tbl>", numbering=numbering(level(0, "decimal", "%1", '<w:suff w:val="nothing"/>'))
    )
    assert texts(only_table(document)) == [["1", "甲"], ["2", "乙"]]


def test_an_empty_numbered_paragraph_counts_but_is_no_block(read):
    body = numbered("甲") + numbered("") + numbered("丙")
    assert lines(read(body, numbering=OUTLINE)) == ["第一章 甲", "第三章 丙"]


def test_a_list_nobody_defines_prints_nothing(read):
    assert lines(read(numbered("甲", list_id=7), numbering=OUTLINE)) == ["甲"]


def test_a_start_beyond_all_measure_is_taken_as_missing(read):
    definition = numbering(
        level(0, "decimal", "%1、").replace('<w:start w:val="1"/>', f'<w:start w:val="{"9" * 40}"/>')
    )
    assert lines(read(numbered("甲"), numbering=definition)) == ["0、甲"]

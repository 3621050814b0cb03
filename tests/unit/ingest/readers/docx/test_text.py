"""What the runs of a paragraph print: breaks, fields, hidden text, symbols, links, revisions."""

import pytest

from kuanggui.model.document import ParagraphKind
from sample_files.word import lines, paragraph


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def field(instruction: str, *result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{"".join(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_paragraphs_are_numbered_in_reading_order_and_empty_ones_are_counted(read):
    document = read(paragraph("甲") + paragraph() + paragraph("乙"))
    assert [document.place(block.text).line for block in document.blocks] == [1, 3]


def test_runs_join_without_gaps(read):
    assert lines(read(p(run("铁矿"), run("40"), run("座")))) == ["铁矿40座"]


def test_a_line_break_in_body_text_begins_a_new_line_of_the_same_paragraph(read):
    document = read(p(run("甲"), "<w:r><w:br/></w:r>", run("乙")))
    assert lines(document) == ["甲", "乙"]
    place = document.place(document.blocks[1].text)
    assert (place.line, place.start, place.end) == (1, 2, 3)


def test_a_line_break_in_a_heading_is_a_blank(read):
    body = p(
        '<w:r><w:br w:type="page"/></w:r>', run("第一章"), "<w:r><w:br/></w:r>", run("总则"),
        properties='<w:outlineLvl w:val="0"/>',
    )  # fmt: skip
    assert lines(read(body)) == ["第一章 总则"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<w:r><w:tab/></w:r>", "甲\t乙"),
        ("<w:r><w:noBreakHyphen/></w:r>", "甲-乙"),
        ("<w:r><w:softHyphen/></w:r>", "甲乙"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "甲≥乙"),
        ('<w:hyperlink r:id="x"><w:r><w:t>网</w:t></w:r></w:hyperlink>', "甲网乙"),
        ("<w:smartTag><w:r><w:t>市</w:t></w:r></w:smartTag>", "甲市乙"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>", "甲控乙"),
        ("<w:ins><w:r><w:t>增</w:t></w:r></w:ins>", "甲增乙"),
        ("<w:moveTo><w:r><w:t>移</w:t></w:r></w:moveTo>", "甲移乙"),
        ("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "甲乙"),
        ("<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>", "甲乙"),
        ("<w:ins><w:del><w:r><w:delText>增删</w:delText></w:r></w:del></w:ins>", "甲乙"),
        ("<m:oMath><m:r><m:t>km²</m:t></m:r></m:oMath>", "甲km²乙"),
        ('<w:r><w:ruby><w:rt><w:r><w:t>lǐ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>锂</w:t></w:r></w:rubyBase></w:ruby></w:r>',
         "甲锂乙"),
        (field("SEQ 表 \\* ARABIC", run("3")), "甲3乙"),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>9</w:t></w:r></w:fldSimple>', "甲9乙"),
        (field("IF " + field("PAGE", run("1")), run("是")), "甲是乙"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "甲乙"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "甲乙"),
    ],
)  # fmt: skip
def test_run_content_reads_as_it_prints(read, markup, text):
    assert lines(read(p(run("甲"), markup, run("乙")))) == [text]


def test_a_field_without_an_end_swallows_no_later_paragraph(read):
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>'
    assert lines(read(p(run("甲"), begin) + paragraph("乙"))) == ["甲", "乙"]


def test_hidden_text_is_dropped_wherever_it_is_hidden(read):
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="hp"><w:name w:val="隐段"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        p(run("甲"), run("一", "<w:vanish/>"), run("二", '<w:rStyle w:val="h"/>'), run("三", '<w:vanish w:val="0"/>'))
        + p(run("四"), properties='<w:pStyle w:val="hp"/>')
    )  # fmt: skip
    assert lines(read(body, styles=styles)) == ["甲三"]


def test_a_deleted_paragraph_mark_joins_the_paragraphs_under_the_later_properties(read):
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = p(run("第一章"), properties=deleted) + p(run("总则"), properties='<w:outlineLvl w:val="0"/>')
    document = read(body)
    assert lines(document) == ["第一章总则"]
    assert document.blocks[0].heading_level == 1


@pytest.mark.parametrize("gone", ["<w:moveFrom/>", "<w:vanish/>", "<w:specVanish/>"])
def test_a_mark_that_is_moved_away_or_hidden_joins_too(read, gone):
    assert lines(read(p(run("第一章"), properties=f"<w:rPr>{gone}</w:rPr>") + paragraph("总则"))) == ["第一章总则"]


def test_a_paragraph_deleted_with_its_mark_leaves_nothing(read):
    gone = p("<w:del><w:r><w:delText>旧文</w:delText></w:r></w:del>", properties="<w:rPr><w:del/></w:rPr>")
    assert lines(read(gone + paragraph("新文"))) == ["新文"]


def test_the_former_properties_of_a_revision_do_not_count(read):
    body = paragraph("甲", '<w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>')
    assert read(body).blocks[0].heading_level is None


@pytest.mark.parametrize(
    ("style", "own", "level"),
    [
        ('<w:name w:val="heading 2"/>', "", 2),
        ('<w:name w:val="标题 3"/>', "", 3),
        ('<w:name w:val="章名"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "", 1),
        ('<w:name w:val="章名"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "", None),
        ('<w:name w:val="heading 2"/>', '<w:outlineLvl w:val="9"/>', None),
        ('<w:name w:val="正文"/>', '<w:outlineLvl w:val="3"/>', 4),
        ('<w:name w:val="正文"/>', '<w:outlineLvl w:val="x"/>', None),
        ('<w:name w:val="环"/><w:basedOn w:val="s"/>', "", None),
    ],
)
def test_the_heading_level_comes_from_outline_or_style_name(read, style, own, level):
    styles = f'<w:style w:type="paragraph" w:styleId="s">{style}</w:style>'
    assert read(paragraph("总则", f'<w:pStyle w:val="s"/>{own}'), styles=styles).blocks[0].heading_level == level


def test_entries_of_a_table_of_contents_are_marked_by_field_style_or_gallery(read):
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    body = (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', run("第一章\t1"))
        + p(run("第二章\t3"), field("PAGEREF _Toc2", run("3")))
        + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + paragraph("第三章", '<w:pStyle w:val="t"/>')
        + f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
        + paragraph("正文")
    )  # fmt: skip
    found = read(body, styles=styles).blocks
    assert [block.toc_entry for block in found] == [True, True, True, True, False]


def test_targets_of_a_table_of_contents_are_remembered(read):
    mark = '<w:bookmarkStart w:id="1" w:name="_Toc12"/>'
    body = p(mark, run("甲")) + mark + paragraph("乙") + p('<w:bookmarkStart w:name="other"/>', run("丙"))
    assert [block.toc_anchor for block in read(body).blocks] == [True, True, False]


def test_notes_follow_the_paragraph_that_cites_them_and_their_marks_are_dropped(read):
    footnotes = (
        f'<w:footnote w:id="-1" w:type="separator">{paragraph("——")}</w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", run("按2020年价。"))}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="2">{paragraph("见附表。")}</w:endnote>'
    cite = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'
    document = read(p(run("产值5"), cite, run("亿元")) + paragraph("后"), footnotes=footnotes, endnotes=endnotes)
    assert lines(document) == ["产值5亿元", "按2020年价。", "见附表。", "后"]
    assert [block.kind for block in document.blocks][1:3] == [ParagraphKind.FOOTNOTE] * 2


def test_a_note_cited_again_or_by_itself_is_read_once(read):
    cite = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{p(run("注"), cite)}</w:footnote>'
    assert lines(read(p(run("甲"), cite) + p(run("乙"), cite), footnotes=note)) == ["甲", "注", "乙"]


def text_box(text: str, more: str = "") -> str:
    content, old = (f"<w:txbxContent>{paragraph(shown)}{more}</w:txbxContent>" for shown in (text, "给旧版 Word"))
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{old}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def test_a_text_box_is_read_once_behind_its_paragraph(read):
    document = read(p(f"<w:r>{text_box('框中文字')}</w:r>", run("正文")))
    assert lines(document) == ["正文", "框中文字"]
    assert document.blocks[1].kind is ParagraphKind.TEXT_BOX


def test_a_picture_in_a_text_box_is_counted_once(read):
    picture = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>"
    assert read(p(f"<w:r>{text_box('框', picture)}</w:r>")).source.notes == ("图片 1 处未读取（第 3 段）",)


def test_a_text_box_of_old_word_is_read_too(read):
    pict = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('旧框')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert lines(read(p(pict))) == ["旧框"]


def test_what_is_not_read_is_noted(read):
    body = (
        p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>")
        + p('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>')
        + '<w:altChunk r:id="c"/>'
        + paragraph("甲")
    )
    pictures, objects, chunks = read(body).source.notes
    assert pictures == "图片 1 处未读取（第 1 段）"
    assert objects.startswith("嵌入对象 1 个")
    assert chunks.startswith("嵌入的外部文档块 1 个")

"""Characters stored as positions of a symbol font."""

import pytest

from kuanggui.ingest.readers.docx.symbols import UNKNOWN, symbol, translate


@pytest.mark.parametrize(
    ("code", "font", "character"),
    [
        (0xF0B3, "Symbol", "≥"),
        (0xA3, "Symbol", "≤"),
        (0xF0B1, "symbol", "±"),
        (0xF0B0, "Symbol", "°"),
        (0xF0D7, "Symbol", "⋅"),
        (0xF0E5, "Symbol", "∑"),
        (0xF0FE, "Symbol", "⎭"),
        (0xF06D, "Symbol", "μ"),
        (0xF07E, "Symbol", "∼"),
        (0xF0FC, "Wingdings", "✓"),
        (0xF052, "Wingdings 2", "☑"),
        (0x2265, "宋体", "≥"),
    ],
)
def test_a_position_of_a_symbol_font_reads_as_its_character(code: int, font: str, character: str) -> None:
    assert symbol(code, font) == character


@pytest.mark.parametrize(("code", "font"), [(0xF001, "Wingdings"), (0xF041, "宋体"), (0xD800, "宋体"), (0, "宋体")])
def test_what_no_table_knows_is_marked_as_unknown(code: int, font: str) -> None:
    assert symbol(code, font) == UNKNOWN


def test_private_use_characters_in_text_are_read_in_the_font_of_their_run() -> None:
    assert translate("回采率\uf0b385%", "宋体") == "回采率≥85%"
    assert translate("\uf0fc", "Wingdings") == "✓"
    assert translate("回采率", "Wingdings") == "回采率"

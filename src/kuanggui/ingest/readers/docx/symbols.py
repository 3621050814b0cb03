"""Characters of the symbol fonts, which Word stores by their position in the font instead of by their meaning."""

from __future__ import annotations

# Adobe Symbol encoding, positions 0x20 and 0xA0 onwards.
_SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_SYMBOL = dict(enumerate(_SYMBOL_LOW, 0x20)) | dict(enumerate(_SYMBOL_HIGH, 0xA0))
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○", 0xA7: "▪",
    0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x2A: "□", 0xA3: "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}

UNKNOWN = "\ufffd"
_PRIVATE_USE = range(0xF000, 0xF100)


def symbol(code: int, font: str) -> str:
    """The character at a position of a font; U+FFFD for a position of a symbol font that is not known."""
    table = _FONTS.get(font.lower())
    if table is not None:
        return table.get(code & 0xFF, UNKNOWN)
    if code in _PRIVATE_USE:
        return UNKNOWN
    return chr(code) if 0x20 <= code < 0xD800 else UNKNOWN


def translate(text: str, font: str) -> str:
    """Text whose private-use characters are read as positions of the font, of Symbol where the font is none of its kind."""
    if not any(ord(character) in _PRIVATE_USE for character in text):
        return text
    named = font if font.lower() in _FONTS else "Symbol"
    return "".join(symbol(ord(c), named) if ord(c) in _PRIVATE_USE else c for c in text)

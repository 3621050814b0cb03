"""Complex fields (ISO/IEC 29500-1 §17.16): their instructions are not printed, their results are."""

from __future__ import annotations

from dataclasses import dataclass, field

from kuanggui.ingest.readers.docx.wml import W
from kuanggui.ingest.readers.markup import Element


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False


@dataclass(slots=True)
class Fields:
    """The fields open at the current point of a story; they nest, and may begin and end in different paragraphs."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def shows_text(self) -> bool:
        """Whether text at this point is printed."""
        return all(open_field.in_result for open_field in self._open)

    @property
    def in_toc(self) -> bool:
        """Whether a table of contents is open."""
        return any(open_field.instruction.lstrip().upper().startswith("TOC") for open_field in self._open)

    def mark(self, character: Element) -> None:
        """Take note of a field character: begin, separate or end."""
        kind = character.get(W + "fldCharType")
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Take note of a piece of a field's instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += text

    def end_paragraph(self) -> None:
        """Let no instruction reach into the next paragraph, so that a field without an end swallows no text."""
        for open_field in self._open:
            open_field.in_result = True

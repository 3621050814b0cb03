"""Small readings, put together by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from kuanggui.model.box import Box
from kuanggui.model.document import Document, Paragraph, Source
from kuanggui.model.fact import Fact, Reference, ReferenceKind
from kuanggui.model.located import LocatedText
from kuanggui.model.number import NumberKind, NumberToken
from kuanggui.model.quantity import Quantity
from kuanggui.model.reading import Reading

Compose = Callable[..., Reading]


@pytest.fixture
def compose() -> Compose:
    """A reading of `lines`, with captions (`专栏1 名称`) as boxes, `points_at` labels as references, each figure as number and fact."""

    def make(
        lines: Sequence[str] = (), boxes: Sequence[str] = (), points_at: Sequence[str] = (), name: str = "plan.txt"
    ) -> Reading:
        texts = [LocatedText.from_line(line, number) for number, line in enumerate(lines, start=1)]
        document = Document(
            Source(name, "ab" * 32, 1, "text/plain", "made/1"), tuple(Paragraph(text) for text in texts)
        )
        numbers = tuple(token for text in texts for token in _numbers(document, text))
        return Reading(
            document=document,
            title="示例规划",
            boxes=tuple(_box(caption, index) for index, caption in enumerate(boxes, start=1)),
            numbers=numbers,
            facts=tuple(Fact(f"f{i}", n.quantity, n.place) for i, n in enumerate(numbers, start=1) if n.quantity),
            references=tuple(_reference(document, label, index) for index, label in enumerate(points_at, start=1)),
        )

    return make


def _numbers(document: Document, text: LocatedText) -> list[NumberToken]:
    found = []
    for word in text.text.split():
        if word[0].isdigit():
            start = text.text.index(word)
            place = document.place(text, start, start + len(word))
            quantity = None if word.endswith("年") else Quantity(word, Decimal(word), Decimal(word))
            kind = NumberKind.QUANTITY if quantity else NumberKind.YEAR
            found.append(NumberToken(kind, word, place, start, start + len(word), quantity))
    return found


def _box(caption: str, index: int) -> Box:
    label, _, title = caption.rpartition(" ")
    line = 100 + index
    return Box(
        id=f"box-{index}",
        label=label,
        number=label.lstrip("专栏表 "),
        title=title,
        caption=LocatedText.from_line(caption, line),
        unit_note=None,
        columns=(),
        header=(),
        rows=(),
        notes=(),
        items=(),
        section="1",
        line_start=line,
        line_end=line,
    )


def _reference(document: Document, label: str, index: int) -> Reference:
    text = LocatedText.from_line(f"详见{label}", 200 + index)
    kind = ReferenceKind.ANNEX if label.startswith("附表") else ReferenceKind.BOX
    return Reference(kind, label, label.lstrip("专栏附表"), "1¶1", document.place(text, 2))

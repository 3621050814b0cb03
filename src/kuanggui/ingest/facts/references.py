"""References in running text: 见专栏3, 附表1、2, 下表."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.model.document import Document
from kuanggui.model.fact import Reference, ReferenceKind
from kuanggui.model.outline import Clause

REFERENCE = re.compile(
    r"(?:(?:详见|参见|见|如|详)\s*)?(?P<label>(?P<word>专栏|附表|附图|附件|表|图)\s*"
    r"(?P<number>\d+(?:\s*[-－—–.]\s*\d+)*|[一二三四五六七八九十]+(?![\u4e00-\u9fff]))|[上下](?P<near>[表图])(?!山|述|示|格))"
)
KINDS = {"专栏": ReferenceKind.BOX, "表": ReferenceKind.BOX, "附表": ReferenceKind.ANNEX, "附件": ReferenceKind.ANNEX}
MORE_NUMBERS = re.compile(r"\s*(?:、|和|及|至|-|－|～|~)\s*(?P<number>\d+)(?![\d.]*\s*[^\s，。；、）)和及至\-])")


def find_references(document: Document, clause: Clause) -> Iterator[Reference]:
    """Every box, annex or figure a clause points at; 附表1、2 gives two references."""
    for match in REFERENCE.finditer(clause.text.text):
        word, near = match.group("word"), match.group("near")
        kind = (
            KINDS.get(word, ReferenceKind.FIGURE)
            if word
            else (ReferenceKind.BOX if near == "表" else ReferenceKind.FIGURE)
        )
        place = document.place(clause.text, match.start("label"), match.end("label"))
        yield Reference(kind, match.group("label"), match.group("number"), clause.id, place)
        position = match.end()
        while word and (more := MORE_NUMBERS.match(clause.text.text, position)):
            number = document.place(clause.text, more.start("number"), more.end("number"))
            yield Reference(kind, f"{word}{more.group('number')}", more.group("number"), clause.id, number)
            position = more.end()

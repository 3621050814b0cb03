"""Numbers and facts of boxes: each figure with what its row, column and title say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kuanggui.ingest.facts.clauses import Draft, Surroundings, drafts, newly
from kuanggui.ingest.facts.columns import (
    FIGURES,
    ColumnRole,
    ColumnView,
    header_unit,
    lent_units,
    row_labels,
    row_unit,
    view_columns,
)
from kuanggui.ingest.facts.lexicon import MARK, AttributeMatch, lexicon
from kuanggui.ingest.facts.names import find_basis, mineral_names, place_names
from kuanggui.ingest.facts.periods import title_period
from kuanggui.ingest.facts.text import ClauseText
from kuanggui.ingest.numbers import Numeral, scan
from kuanggui.model.box import Box, BoxRow, Fill, RowRole
from kuanggui.model.document import Document
from kuanggui.model.fact import Fact, Period
from kuanggui.model.number import NumberKind, NumberToken
from kuanggui.model.place import Place
from kuanggui.model.units import Unit
from kuanggui.regulation import parse_unit

USE = re.compile(r"^[\u4e00-\u9fff、]{1,8}用$")
BARE_YEAR = re.compile(r"^(?:19|20)\d{2}\s*(?:年度?)?$")


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A numeral of a body cell with its address."""

    numeral: Numeral
    place: Place
    row: int
    column: int


def cell_numbers(document: Document, box: Box) -> Iterator[CellNumber]:
    """Every numeral of the body cells; cells filled from elsewhere are left out, so that no numeral counts twice."""
    views = view_columns(box)
    fallback = parse_unit(_note_unit(box.unit_note)) if box.unit_note else header_unit(box.title)
    count = _count_unit(box)
    lent = lent_units(views)
    for r, row in enumerate(box.rows):
        names = _names_at(box, r)
        for c, cell in enumerate(row.cells):
            if cell.fill is not Fill.NONE or not cell.value:
                continue
            view = views[c] if c < len(views) else ColumnView(ColumnRole.LABEL, "", None)
            unit = _unit_for(row, views, view, names[c], lent.get(c) or fallback, count)
            for numeral in _cell_numerals(cell.value, view, unit, row.role):
                place = document.place(
                    cell.text,
                    numeral.start,
                    numeral.end,
                    table=box.label or box.title,
                    row=r + 1,
                    column=names[c] or None,
                )
                yield CellNumber(numeral, place, r, c)


def _note_unit(note: str) -> str:
    return re.split(r"[：:]", note)[-1].strip(" 　（）()")


def _names_at(box: Box, r: int) -> list[str]:
    """Column names as they hold at a row: those of a sub-header above it, up to a row whose cells reach across its columns."""
    header = [column.name for column in box.columns]
    names = header
    sub: BoxRow | None = None
    for row in box.rows[: r + 1]:
        if row.role is RowRole.SUBHEADER and row is not box.rows[r]:
            sub = row
            names = [cell.value or header[i] for i, cell in enumerate(row.cells)]
        elif sub is not None and _reaches_across(row, sub):
            sub, names = None, header
    return names


def _reaches_across(row: BoxRow, sub: BoxRow) -> bool:
    """Whether a cell of the row covers a column for which the sub-header has a word of its own."""
    pairs = zip(row.cells, sub.cells, strict=False)
    return any(cell.fill is Fill.RIGHT and word.fill is Fill.NONE and word.value for cell, word in pairs)


def _count_unit(box: Box) -> Unit | None:
    """个 when the title says that the figures of the box count something."""
    match = lexicon().find_attribute(box.title, parse_unit("个"))
    return parse_unit("个") if match and match.key.endswith("_count") else None


def _unit_for(
    row: BoxRow, views: Sequence[ColumnView], view: ColumnView, name: str, fallback: Unit | None, count: Unit | None
) -> Unit | None:
    if view.role in {ColumnRole.SERIAL, ColumnRole.REMARK}:
        return None
    own = header_unit(name) or view.unit
    if own:
        return own
    if unit := row_unit(row, views):
        return unit
    for label in reversed(row_labels(row, views)):
        if unit := header_unit(label):
            return unit
    if lexicon().find_attribute(name, parse_unit("个")) or re.search(r"(?:个|座|处|家|项)?数(?:量)?$", name):
        return parse_unit("个")
    return fallback or count


def _cell_numerals(text: str, view: ColumnView, unit: Unit | None, role: RowRole) -> Iterator[Numeral]:
    for numeral in scan(text):
        if view.role is ColumnRole.SERIAL and numeral.kind in {NumberKind.NOT_UNDERSTOOD, NumberKind.QUANTITY}:
            yield replace(numeral, kind=NumberKind.ORDINAL, quantity=None)
        elif numeral.kind is not NumberKind.NOT_UNDERSTOOD:
            yield numeral
        elif BARE_YEAR.match(text) and (role is RowRole.SUBHEADER or view.role is ColumnRole.LABEL or unit is None):
            yield replace(numeral, kind=NumberKind.YEAR, quantity=None)
        elif unit is not None and numeral.quantity is not None and _whole_cell(text, numeral):
            quantity = replace(numeral.quantity, unit=unit, basis=unit.basis)
            yield replace(numeral, kind=NumberKind.QUANTITY, quantity=quantity)
        else:
            yield numeral


def _whole_cell(text: str, numeral: Numeral) -> bool:
    """Whether a figure stands for the cell: nothing but relation words, brackets or a remark beside it."""
    rest = text[: numeral.head_end] + text[numeral.end :]
    return not re.search(r"\d", rest) or bool(re.search(r"[（(；;]", rest))


def cell_facts(box: Box, numbers: Sequence[CellNumber], first: int, home: str | None) -> Iterator[Fact]:
    """A fact per quantity of the body cells: minerals, region, attribute, year and basis from row, column and title."""
    views = view_columns(box)
    count = first
    for number in numbers:
        if number.numeral.kind is not NumberKind.QUANTITY or number.numeral.quantity is None:
            continue
        row = box.rows[number.row]
        labels = row_labels(row, views)
        names = (_names_at(box, number.row)[number.column], box.columns[number.column].name)
        words = CellWords(names, tuple(labels), box.title, _said_inside(row.cells[number.column].value, number, home))
        yield _fact(box, number, words, f"f{count}", home)
        count += 1


@dataclass(frozen=True, slots=True)
class CellWords:
    """What is written around a figure: column names (as at this row, as in the header), row labels, title, its own cell."""

    names: tuple[str, str]
    labels: tuple[str, ...]
    title: str
    inside: Draft | None


def _said_inside(text: str, number: CellNumber, home: str | None) -> Draft | None:
    """What a cell of running text says about one of its numbers (发现大型矿1处)."""
    if FIGURES.match(text.strip()) or (_whole_cell(text, number.numeral) and not re.search(r"[\u4e00-\u9fff]", text)):
        return None
    found = drafts(ClauseText.read(text, home), Surroundings())
    return next((d for d in found if d.numeral.start == number.numeral.start and (d.attribute or d.minerals)), None)


def _fact(box: Box, number: CellNumber, words: CellWords, key: str, home: str | None) -> Fact:
    quantity = number.numeral.quantity
    assert quantity is not None
    inside = words.inside
    texts = [*reversed(words.labels), *words.names, words.title]
    attribute, found_in = _attribute(words, quantity.unit)
    labels = words.labels[-1:] if found_in in words.names else words.labels
    qualifiers: dict[str, str] = {}
    for text in (words.title, *labels, *reversed(words.names)):  # the nearest words have the last say on each axis
        qualifiers |= lexicon().qualifiers(text)
    qualifiers |= inside.qualifiers if inside else {}
    years = [label for label in words.labels if BARE_YEAR.match(label)]
    period = next((p for text in (*words.names, *years, words.title) if (p := _period(text))), None)
    attribute = newly(attribute, qualifiers)
    return Fact(
        id=key,
        quantity=replace(
            quantity, basis=quantity.basis or next((b for text in texts if (b := find_basis(text))), None)
        ),
        place=number.place,
        subject=" ".join(words.labels),
        minerals=(inside.minerals if inside else ()) or _of_use(words.labels) or _minerals(texts),
        attribute=attribute.key if attribute else "",
        attribute_words=attribute.words.replace(MARK, "") if attribute else "",
        regions=_regions([*reversed(words.labels), *words.names], home),
        period=(inside.period if inside else None) or period,
        qualifiers=tuple(sorted(qualifiers.values())),
        section=box.section,
        start=number.numeral.head_end,
        end=number.numeral.end,
        box=box.id,
        row=number.row,
        column=number.column,
    )


def _attribute(words: CellWords, unit: Unit | None) -> tuple[AttributeMatch | None, str]:
    """The attribute of a figure and the text that names it: its own cell, the column, the labels from the inside out, the title."""
    if words.inside and words.inside.attribute:
        return words.inside.attribute, ""
    for text in (*words.names, *reversed(words.labels), words.title):
        if match := lexicon().find_attribute(text, unit) or lexicon().find_attribute(_marked(text), unit):
            return match, text
    return None, ""


def _marked(text: str) -> str:
    position, marked = 0, ""
    for name in mineral_names(text):
        if name.start >= position:
            marked += text[position : name.start] + MARK + ("矿" if text[name.start : name.end].endswith("矿") else "")
            position = name.end
    return marked + text[position:]


def _of_use(labels: Sequence[str]) -> tuple[str, ...]:
    """The mineral of two cells of which one says what it is used for: 石灰岩 beside 水泥用 is 水泥用石灰岩."""
    for use in (label for label in labels if USE.match(label)):
        for label in labels:
            general, special = _minerals([label]), _minerals([use + label])
            if label != use and general and special != general and len(special) == 1:
                return special
    return ()


def _minerals(texts: Sequence[str]) -> tuple[str, ...]:
    for text in texts:
        found = tuple(dict.fromkeys(name.key for name in mineral_names(text)))
        if found:
            return found
    return ()


def _regions(texts: Sequence[str], home: str | None) -> tuple[str, ...]:
    for text in texts:
        found = tuple(dict.fromkeys(name.key for name in place_names(text, home)))
        if found:
            return found
    return ()


def _period(text: str) -> Period | None:
    if match := re.search(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*(?:年度?)?$", text.replace("\n", "")):
        year = int(match.group(1))
        return Period(year, year, "year")
    return title_period(text)


def label_tokens(document: Document, box: Box) -> Iterator[NumberToken]:
    """Numerals of caption, header, notes and list items."""
    texts = [
        *([box.caption] if box.caption else []),
        *(c.text for row in box.header for c in row.cells if c.fill is Fill.NONE),
    ]
    for text in texts:
        for numeral in scan(text.text):
            bare = numeral.kind is NumberKind.NOT_UNDERSTOOD and BARE_YEAR.match(numeral.text)
            kind = NumberKind.YEAR if bare else numeral.kind
            place = document.place(text, numeral.start, numeral.end, table=box.label or box.title)
            quantity = None if bare else numeral.quantity
            yield NumberToken(kind, numeral.text, place, numeral.start, numeral.end, quantity, box=box.id)

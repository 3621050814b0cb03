"""The table of contents, which repeats the headings and is skipped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kuanggui.ingest.outline.candidates import Candidate
from kuanggui.ingest.outline.words import heading_words
from kuanggui.model.document import Block, Paragraph

_LEADER = re.compile(r"\S.*(\.{3,}|…+|·{3,}|_{3,})\s*[\divxlIVXL－\- ]+$")
_PAGE = re.compile(r"[\s.…·]*\d{0,4}$")

# This many headings in a row, most of which come again later, are a table of contents.
_SHORTEST = 3
_REPEATED_SHARE = 0.6


def contents_blocks(blocks: Sequence[Block], candidates: Mapping[int, Candidate]) -> set[int]:
    """Indexes of the paragraphs that belong to a table of contents."""
    found = {i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and _is_entry(block)}
    last = {_words(block): i for i, block in enumerate(blocks) if isinstance(block, Paragraph)}
    for run in _runs(blocks, candidates, found):
        listed = _until_restart([_words(blocks[i]) for i in run])
        repeated = [i for i in run[:listed] if last[_words(blocks[i])] > run[listed - 1]]
        if listed >= _SHORTEST and len(repeated) >= listed * _REPEATED_SHARE:
            found.update(repeated)
    return found


def _is_entry(paragraph: Paragraph) -> bool:
    text = paragraph.text.text
    return paragraph.toc_entry or text.replace(" ", "") in heading_words().contents or bool(_LEADER.fullmatch(text))


def _words(block: Block) -> str:
    return _PAGE.sub("", re.sub(r"\s", "", block.text.text)) if isinstance(block, Paragraph) else ""


def _until_restart(words: Sequence[str]) -> int:
    """How many headings stand in front of the one that repeats the first: there the text itself begins."""
    return words.index(words[0], 1) if words[0] in words[1:] else len(words)


def _runs(blocks: Sequence[Block], candidates: Mapping[int, Candidate], found: set[int]) -> list[list[int]]:
    """Headings that stand in a row without text or tables between them."""
    runs: list[list[int]] = []
    for index in sorted(candidates):
        if index in found or not candidates[index].title_end:
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs

"""Which candidates are headings, judged by what stands beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kuanggui.ingest.outline.candidates import Candidate, read_candidate
from kuanggui.ingest.outline.contents import contents_blocks
from kuanggui.model.document import Block, Paragraph


def find_headings(blocks: Sequence[Block], claimed: Collection[int]) -> tuple[dict[int, Candidate], set[int]]:
    """Headings by block index, and the indexes of a table of contents; `claimed` blocks (captions, notes) are neither."""
    candidates = {
        index: candidate
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and index not in claimed and (candidate := read_candidate(block))
    }
    contents = contents_blocks(blocks, candidates)
    headings = {
        index: candidate
        for index, candidate in candidates.items()
        if index not in contents and candidate.title_end and not _is_list_item(index, candidate, candidates)
    }
    return headings, contents


def _is_list_item(index: int, candidate: Candidate, candidates: Mapping[int, Candidate]) -> bool:
    """Whether a weakly marked paragraph stands among others with the same kind of mark, with no text of their own between."""
    if candidate.hinted or candidate.kind is None or candidate.kind.strong:
        return False
    beside = (candidates.get(index - 1), candidates.get(index + 1))
    return any(other is not None and other.kind == candidate.kind for other in beside)

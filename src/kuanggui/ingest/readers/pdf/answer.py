"""What the reading process tells the one that started it."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.model.document import Block


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read, or why nothing was: `refusal` is a message without the file's name."""

    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: str | None = None

"""Cleaning one located text."""

from __future__ import annotations

from kuanggui.ingest.clean.blanks import plain_blanks, removable_blanks
from kuanggui.ingest.clean.characters import unify_characters
from kuanggui.model.located import LocatedText


def clean_text(text: LocatedText) -> LocatedText:
    """The text in ordinary characters without meaningless blanks; line ends stay."""
    kept = text.mapped(unify_characters(text.text)).without(removable_blanks(text.text))
    return kept.mapped(plain_blanks(kept.text))

"""Cleaning one located text."""

from __future__ import annotations

from kuanggui.ingest.clean.blanks import is_blank, removable_blanks
from kuanggui.ingest.clean.characters import unify_characters
from kuanggui.model.located import LocatedText


def clean_text(text: LocatedText) -> LocatedText:
    """The text in ordinary characters without meaningless blanks; line ends stay."""
    kept = text.mapped(unify_characters(text.text)).without(removable_blanks(text.text))
    return kept.mapped("".join(" " if is_blank(character) else character for character in kept.text))

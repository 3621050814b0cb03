"""Use case: the words of the reports, for a page that shows the same findings."""

from __future__ import annotations

from kuanggui.regulation.word_files import load_words


def report_words() -> dict[str, dict[str, list[str]]]:
    """By topic and key, the Chinese and the English words."""
    loaded: dict[str, dict[str, list[str]]] = load_words("kuanggui.reports", "words.yaml")
    return loaded

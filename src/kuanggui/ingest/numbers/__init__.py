"""Finding every numeral of a text and saying what kind of thing it is."""

from kuanggui.ingest.numbers.numerals import Numeral
from kuanggui.ingest.numbers.scan import scan

__all__ = ["Numeral", "scan"]

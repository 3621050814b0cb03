"""The page on regulation data tells the truth."""

import doctest
from pathlib import Path

from kuanggui.regulation.law import parameters

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "regulation-data.md"


def test_the_examples_of_the_page_run() -> None:
    blocks = PAGE.read_text(encoding="utf-8").split("```python\n")[1:]
    examples = doctest.DocTestParser().get_doctest(blocks[0].split("```")[0], {}, PAGE.name, str(PAGE), 0)
    assert len(examples.examples) > 5
    assert doctest.DocTestRunner(verbose=False).run(examples).failed == 0


def test_the_page_lists_every_shipped_parameter() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [code for code in parameters() if f"`{code}`" not in text] == []

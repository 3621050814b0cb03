"""Facts and statements of running text, case by case."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kuanggui.ingest.facts.read import Gathered, gather
from kuanggui.model.document import Document, Source
from kuanggui.model.fact import Fact
from kuanggui.model.located import LocatedText
from kuanggui.model.outline import Clause

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases/reading/facts.yaml").read_text(encoding="utf-8"))
DOCUMENT = Document(Source("case.txt", "0" * 64, 0, "text/plain", "test"), ())


def read(text: str) -> Gathered:
    return gather(DOCUMENT, "", [], [Clause("1¶1", "1", LocatedText.from_line(text, 1))], [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_facts_and_statements(case: dict[str, Any]) -> None:
    got = read(case["text"])
    facts = {fact.id: fact for fact in got.facts}
    printed = {key: fact.quantity.text for key, fact in facts.items()}
    for expected in case.get("facts", ()):
        assert any(_agrees(fact, expected) for fact in got.facts), (expected, got.facts)
    for expected in case.get("breakdowns", ()):
        found = [(printed.get(b.whole or ""), [printed[p] for p in b.parts], b.kind.value) for b in got.breakdowns]
        assert any(
            w == expected["whole"] and p == expected["parts"] and k == expected.get("kind", k) for w, p, k in found
        ), found
    changes = [[printed.get(key or "") for key in (c.before, c.after, c.growth)] for c in got.changes]
    assert changes == case.get("changes", changes)
    shares = [[printed.get(s.part or ""), printed[s.share], s.whole_words] for s in got.shares]
    assert shares == case.get("shares", shares)
    references = [[r.kind.value, r.number] for r in got.references]
    assert references == case.get("references", references)


def _agrees(fact: Fact, expected: dict[str, Any]) -> bool:
    said: dict[str, Any] = {
        "number": fact.quantity.text,
        "minerals": [*fact.minerals],
        "attribute": fact.attribute,
        "qualifiers": [*fact.qualifiers],
        "basis": fact.quantity.basis.value if fact.quantity.basis else None,
        "period": fact.period.end if fact.period else None,
    }
    return all(said[name] == value for name, value in expected.items())


def test_a_fact_points_at_its_number_in_the_source() -> None:
    fact = read("铁矿40座。").facts[0]
    assert (fact.place.line, fact.place.start, fact.place.end, fact.place.quote) == (1, 2, 5, "40座")

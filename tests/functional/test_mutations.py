"""A number broken in a relation that holds is noticed on the spot."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "示例市矿产资源总体规划.txt"
YUNZE = ROOT / "tests" / "fixtures" / "plans" / "yunze" / "云泽市矿产资源总体规划.txt"
LEAST = 0.9  # of the numbers that a rule has checked


def mutation() -> ModuleType:
    """The script in benchmarks/, which is no package."""
    spec = importlib.util.spec_from_file_location("mutation", ROOT / "benchmarks" / "mutation.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutation"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("plan", [EXAMPLE, YUNZE], ids=["example", "yunze"])
def test_nine_of_ten_broken_numbers_are_noticed(plan: Path) -> None:
    outcomes = mutation().run(plan, count=10, seed=7)
    missed = [
        (o.mutant.token.place.line, o.mutant.token.place.quote, o.mutant.number) for o in outcomes if not o.on_number
    ]
    assert len(outcomes) == 10
    assert len(outcomes) - len(missed) >= LEAST * len(outcomes), missed

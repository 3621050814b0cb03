"""What is kept for one case serves those that differ from it in their names only."""

from dataclasses import replace
from decimal import Decimal

from kuanggui.checks.screening.likeness import likeness
from kuanggui.ingest.screening.fields import read_application
from kuanggui.model.screening.application import Application, Elevation


def _application(**given: object) -> Application:
    return read_application({"name": "甲", "purpose": "mining", "action": "new", "minerals": ["煤炭"]} | given, "case")


def test_a_name_makes_no_difference_and_anything_else_does() -> None:
    one = _application()
    assert likeness(_application(name="乙")) is likeness(one)
    others = (_application(minerals=["铁矿"]), _application(region="140200"), _application(action="renewal"))
    deeper = replace(one, elevation=Elevation(Decimal(900), Decimal(100)))
    assert len({likeness(case) for case in (one, *others, deeper)}) == 5

"""Records become JSON and come back without loss."""

import json
from decimal import Decimal

from kuanggui.model.place import Place
from kuanggui.model.plain import from_plain, to_plain
from kuanggui.model.plan.value import Figure, Word
from kuanggui.model.plan.zone import Zone, ZoneKind
from kuanggui.model.quantity import Quantity
from kuanggui.model.units import Unit

PLACE = Place("plan.txt", "ab", 7, 1, 5, "11.00", table="专栏12", row=2, column="面积")


def test_a_zone_survives_json_with_every_digit() -> None:
    area = Quantity(
        "11.00", Decimal("11.00"), Decimal("11.00"), unit=Unit("平方公里", "area", Decimal(1000000)), decimals=2
    )
    zone = Zone(
        "zone/1",
        PLACE,
        Word("示例勘查区", PLACE, ("990101",)),
        ZoneKind.KEY_EXPLORATION_AREA,
        area=Figure(area, PLACE),
        minerals=(Word("煤", PLACE, ("coal",)), Word("铁", PLACE)),
    )
    text = json.dumps(to_plain(zone), ensure_ascii=False)
    assert from_plain(Zone, json.loads(text)) == zone
    assert '"low": "11.00"' in text


def test_fields_that_are_missing_take_their_default() -> None:
    figure = Figure(Quantity("5", Decimal(5), Decimal(5)), PLACE)
    plain = to_plain(figure)
    assert plain["quantity"]["relation"] == "="
    del plain["quantity"]["relation"], plain["inferred"]
    assert from_plain(Figure, plain) == figure

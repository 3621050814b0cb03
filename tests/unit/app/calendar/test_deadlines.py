"""What is due when: yearly duties, the end of the period, renewals under old and new law, and the file for calendars."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kuanggui.app.adjustments.workflow import Desk
from kuanggui.app.calendar.deadline import Deadline, DeadlineKind
from kuanggui.app.calendar.deadlines import Span, find_deadlines
from kuanggui.app.calendar.rights import expiry_of
from kuanggui.app.calendar.writing import as_icalendar, title_of
from kuanggui.app.example import PLAN, example_file
from kuanggui.app.features import LoadOptions, load_features
from kuanggui.app.import_ import import_file
from kuanggui.errors import InputError
from kuanggui.model.feature import Feature, FeatureKind, FeatureStatus, GeometryMark

RIGHTS = """{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"id": "CQ1", "name": "甲矿", "CKQYXQZ": "2027-03-31"},
  "geometry": {"type": "Polygon", "coordinates": [[[112, 38], [112.01, 38], [112.01, 38.01], [112, 38]]]}},
 {"type": "Feature", "properties": {"id": "CQ2", "name": "乙矿", "CKQYXQZ": "2026-07-31"},
  "geometry": {"type": "Polygon", "coordinates": [[[112.1, 38], [112.11, 38], [112.11, 38.01], [112.1, 38]]]}}]}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("plans")
    database, rights = str(folder / "plans.db"), folder / "rights.geojson"
    import_file(example_file(PLAN), database)
    rights.write_text(RIGHTS, encoding="utf-8")
    options = LoadOptions(FeatureKind.MINING_RIGHT, mark=GeometryMark.OFFICIAL, status=FeatureStatus.EXISTING)
    load_features(rights, database, options)
    return Desk(database)


def due(desk: Desk, first: str, last: str) -> dict[str, Deadline]:
    span = Span(date.fromisoformat(first), date.fromisoformat(last))
    return {f"{each.kind.value} {each.name or each.year}": each for each in find_deadlines(desk, span)}


def test_a_year_of_the_period_has_monitoring_of_the_year_before_and_its_batch(desk: Desk) -> None:
    found = due(desk, "2025-01-01", "2025-12-31")
    assert {name: each.day.isoformat() for name, each in found.items()} == {
        "monitoring 2024": "2025-05-31",
        "annual_batch 2025": "2025-05-31",
        "period_end 2025": "2025-12-31",
    }


def test_nothing_is_due_by_a_law_that_came_later(desk: Desk) -> None:
    assert due(desk, "2023-01-01", "2023-12-31") == {}


def test_the_last_year_is_monitored_after_the_period(desk: Desk) -> None:
    assert due(desk, "2026-01-01", "2026-06-30").keys() == {"monitoring 2025"}


def test_a_renewal_is_due_by_the_law_whose_window_is_still_open(desk: Desk) -> None:
    found = due(desk, "2026-01-01", "2026-12-31")
    new, old = found["renewal 甲矿"], found["renewal 乙矿"]
    assert (new.opens, new.day) == (date(2026, 9, 30), date(2026, 12, 31))
    assert (old.opens, old.day) == (None, date(2026, 7, 1))
    assert title_of(new) == "甲矿：延续申请截止（2027-03-31 到期）"
    assert new.citation.article == "第十六条"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-31", date(2027, 3, 31)),
        ("20270331", date(2027, 3, 31)),
        ("2027年3月31日", date(2027, 3, 31)),
        ("2027/3/31 00:00:00", date(2027, 3, 31)),
        ("2027-13-41", None),
        ("长期", None),
        ("", None),
    ],
)
def test_the_last_day_of_a_right_is_read_as_layers_write_it(text: str, day: date | None) -> None:
    feature = Feature("CQ", FeatureKind.MINING_RIGHT, "甲", attributes=(("采矿权有效期止", text),))
    assert expiry_of(feature) == day


def test_a_time_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    with pytest.raises(InputError, match="起止日期不对"):
        find_deadlines(desk, Span(date(2026, 1, 1), date(2025, 1, 1)))


def test_the_calendar_file_keeps_to_the_standard(desk: Desk) -> None:
    found = find_deadlines(desk, Span(date(2025, 1, 1), date(2027, 12, 31)))
    content = as_icalendar(found, datetime(2026, 1, 1, tzinfo=UTC))
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    unfolded = content.decode().replace("\r\n ", "")
    assert unfolded.count("BEGIN:VEVENT") == len(found)
    assert "DTSTART;VALUE=DATE:20250531\r\n" in unfolded
    assert "责任：规划编制机关\\n依据：关于完善矿产资源规划实施管理有关事项的通知（据转载）" in unfolded
    keys = [line for line in unfolded.split("\r\n") if line.startswith("UID:")]
    assert len({*keys}) == len(keys)


def test_what_is_done_is_not_in_the_file(desk: Desk) -> None:
    (batch,) = [
        each
        for each in find_deadlines(desk, Span(date(2025, 5, 1), date(2025, 6, 30)))
        if each.kind is DeadlineKind.ANNUAL_BATCH
    ]
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert b"VEVENT" in as_icalendar([batch], moment)
    assert b"VEVENT" not in as_icalendar([replace(batch, done="990100-T001")], moment)

"""Kept answers put away, taken back and purged: by whom, and with what left on record; on both stores."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from kuanggui.app.authority import Credentials
from kuanggui.app.import_ import import_file
from kuanggui.app.opening import for_reading
from kuanggui.app.screening.desk import ScreeningDesk
from kuanggui.app.screening.order import CaseOrder
from kuanggui.app.stock import stock_at
from kuanggui.app.users import add_user, issue_token
from kuanggui.errors import ForbiddenError
from kuanggui.model.user import Role, User

PASSWORD = "correct horse"
GIVEN = {"name": "甲矿", "purpose": "mining", "action": "new", "minerals": ["煤"]}
RANGE: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[113.3, 40.1], [113.31, 40.1], [113.31, 40.11], [113.3, 40.1]]],
}
PEOPLE = {
    "管理": (Role.ADMIN, "000000"),
    "保存": (Role.DRAFTER, "140200"),
    "同事": (Role.DRAFTER, "140200"),
    "审核": (Role.REVIEWER, "140000"),
    "县审": (Role.REVIEWER, "140212"),
}


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kuanggui.app.passwords.HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def desk(database: str, tmp_path: Path) -> ScreeningDesk:
    document = tmp_path / "plan.txt"
    document.write_text(
        "# 大同市矿产资源总体规划（2021-2025年）\n\n第一章 总则\n\n规划期为2021-2025年。\n", encoding="utf-8"
    )
    import_file(document, database)
    return ScreeningDesk(stock_at(database, tmp_path / "layers"), tmp_path / "kept")


@pytest.fixture
def people(database: str, desk: ScreeningDesk) -> dict[str, Credentials]:
    by, known = Credentials(), {}
    for name, (role, adcode) in PEOPLE.items():
        add_user(database, User(name, role, adcode, ""), PASSWORD, by)
        known[name] = Credentials(issue_token(database, name, PASSWORD, "test"))
        by = known["管理"]
    return known


@pytest.fixture
def kept(desk: ScreeningDesk, people: dict[str, Credentials]) -> str:
    return desk.keep(CaseOrder(GIVEN, date(2026, 7, 1), geometry=RANGE), people["保存"]).id


Trail = Callable[[], list[tuple[str, str, str]]]


@pytest.fixture
def trail(database: str) -> Trail:
    """Who did what to which answer, as the audit trail has it."""

    def read() -> list[tuple[str, str, str]]:
        with closing(for_reading(database)) as store, store.reading() as work:
            assert work.verify().breaks == ()
            return [(e.who, e.action, e.subject) for e in work.trail() if e.action.startswith("screening.")]

    return read


def test_an_answer_is_put_away_by_who_kept_it_and_by_who_checks_or_administers_there(
    desk: ScreeningDesk, people: dict[str, Credentials], kept: str, trail: Trail
) -> None:
    may = {name: [each.removable for each in desk.kept.listed(by)] for name, by in people.items()}
    assert may == {"管理": [True], "保存": [True], "同事": [False], "审核": [True], "县审": []}
    for name in ("同事", "县审"):
        with pytest.raises(ForbiddenError):
            desk.kept.put_away(kept, people[name])
    assert trail() == []
    for name in ("保存", "审核", "管理"):
        assert desk.kept.put_away(kept, people[name]) is not None
        assert desk.kept.restore(kept, people[name]) is not None
    assert trail() == [
        (name, action, kept)
        for name in ("保存", "审核", "管理")
        for action in ("screening.put_away", "screening.restore")
    ]


def test_what_was_put_away_is_nowhere_until_it_is_taken_back(
    desk: ScreeningDesk, people: dict[str, Credentials], kept: str
) -> None:
    desk.kept.put_away(kept, people["审核"])
    for by in people.values():
        assert desk.kept.listed(by) == []
    assert desk.kept.load(kept, people["保存"]) is None
    assert desk.kept.report(kept, "docx", people["保存"]) is None
    assert desk.kept.put_away(kept, people["保存"]) is None
    (away,) = desk.kept.listed(people["保存"], away=True)
    assert (away.id, away.away_by) == (kept, "审核")
    assert away.purged_on == (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    assert desk.kept.listed(people["同事"], away=True) == []
    with pytest.raises(ForbiddenError):
        desk.kept.restore(kept, people["同事"])
    assert desk.kept.restore(kept, people["保存"]) is not None
    assert desk.kept.restore(kept, people["保存"]) is None
    assert [each.id for each in desk.kept.listed(people["同事"])] == [kept]
    report = desk.kept.report(kept, "docx", people["同事"])
    assert report is not None
    assert report[:2] == b"PK"


def test_it_is_purged_after_thirty_days_with_all_its_files_and_that_is_on_record(
    desk: ScreeningDesk, people: dict[str, Credentials], kept: str, trail: Trail, tmp_path: Path
) -> None:
    other = desk.keep(CaseOrder(GIVEN, date(2026, 7, 1), geometry=RANGE), people["保存"]).id
    desk.kept.put_away(kept, people["保存"])
    now = datetime.now(UTC)
    assert desk.kept.purge(now + timedelta(days=29)) == 0
    assert desk.kept.purge(now + timedelta(days=31)) == 1
    assert {path.name.partition(".")[0] for path in (tmp_path / "kept").iterdir()} == {other}
    assert desk.kept.restore(kept, people["保存"]) is None
    assert [(action, subject) for _, action, subject in trail()] == [
        ("screening.put_away", kept),
        ("screening.purge", kept),
    ]


def test_answers_of_earlier_days_are_listed_as_they_were(
    desk: ScreeningDesk, people: dict[str, Credentials], kept: str, tmp_path: Path
) -> None:
    head = tmp_path / "kept" / f"{kept}.head.json"
    lines = head.read_text(encoding="utf-8").splitlines()
    cut = [line for line in lines if not any(name in line for name in ('"regions"', '"away_at"', '"away_by"'))]
    head.write_text("\n".join(cut).replace('保存",\n}', '保存"\n}'), encoding="utf-8")
    assert [(each.id, each.regions) for each in desk.kept.listed(people["保存"])] == [(kept, ())]

from datetime import timedelta
from pathlib import Path

import pytest

from kuanggui.app.authority import Recognised
from kuanggui.web.login.sessions import FILE, Lifetime, Sessions

USER = Recognised("甲", "stamp")


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(tmp_path: Path, clock: Clock) -> Sessions:
    return Sessions(tmp_path, Lifetime(timedelta(minutes=60), timedelta(hours=12)), clock)


def test_a_session_is_found_by_its_key_and_by_no_other(sessions: Sessions) -> None:
    key = sessions.begin(USER)
    assert sessions.find(key) == USER
    assert sessions.find(key + "x") is None


def test_another_worker_finds_it_and_ends_it(sessions: Sessions, tmp_path: Path, clock: Clock) -> None:
    key = sessions.begin(USER)
    other = Sessions(tmp_path, Lifetime(timedelta(minutes=60), timedelta(hours=12)), clock)
    assert other.find(key) == USER
    other.end(key)
    assert sessions.find(key) is None


def test_an_unused_session_ends(sessions: Sessions, clock: Clock) -> None:
    key = sessions.begin(USER)
    clock.now += 60 * 60
    assert sessions.find(key) == USER
    clock.now += 60 * 60 + 1
    assert sessions.find(key) is None


def test_a_session_that_is_used_ends_all_the_same(sessions: Sessions, clock: Clock) -> None:
    key = sessions.begin(USER)
    for _ in range(24):
        clock.now += 30 * 60
        assert sessions.find(key) == USER
    clock.now += 1
    assert sessions.find(key) is None


def test_the_file_holds_no_key_and_is_for_its_owner_only(sessions: Sessions, tmp_path: Path) -> None:
    key = sessions.begin(USER)
    assert key.encode() not in (tmp_path / FILE).read_bytes()
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0

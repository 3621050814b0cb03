from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from kuanggui.web.login.tries import Limits, Tries, network_of
from unit.web.test_sessions import Clock

LIMITS = Limits(user=3, address=5, within=timedelta(minutes=15))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tries(tmp_path: Path, clock: Clock) -> Tries:
    return Tries(tmp_path, LIMITS, clock)


def test_a_user_is_locked_from_every_address_until_the_while_is_over(tries: Tries, clock: Clock) -> None:
    assert [tries.begin("甲", f"10.0.0.{n}") for n in range(4)] == [0, 0, 0, 900]
    assert tries.begin("乙", "10.0.0.9") == 0
    clock.now += 899
    assert tries.begin("甲", "10.0.0.9") == 1
    clock.now += 2
    assert tries.begin("甲", "10.0.0.9") == 0


def test_an_address_is_locked_for_every_user(tries: Tries) -> None:
    assert [tries.begin(f"用户{n}", "10.0.0.1") for n in range(6)] == [0] * 5 + [900]
    assert tries.begin("甲", "10.0.0.2") == 0


def test_a_user_who_has_shown_himself_does_not_free_others_from_his_address(tries: Tries) -> None:
    for n in range(5):
        tries.begin(f"用户{n}", "10.0.0.1")
    tries.forgive("甲")
    assert tries.begin("甲", "10.0.0.1") == 900


def test_tries_at_the_same_time_are_all_counted(tries: Tries) -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda n: tries.begin("甲", f"10.0.1.{n}"), range(16)))
    assert waits.count(0) == LIMITS.user


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_addresses_that_one_place_may_choose_count_as_one(address: str, network: str) -> None:
    assert network_of(address) == network

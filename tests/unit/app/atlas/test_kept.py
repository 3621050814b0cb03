"""What is asked for by several at once is made once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from kuanggui.app.atlas.kept import Kept

ASKERS = 8


def test_of_those_who_ask_at_once_one_makes_it_and_the_others_wait() -> None:
    kept, all_here, made = Kept[object](10), Barrier(ASKERS), []

    def make() -> object:
        Event().wait(0.05)  # long enough for the others to come
        made.append(object())
        return made[-1]

    def ask(_: int) -> object:
        all_here.wait()
        return kept.get("key", make)

    with ThreadPoolExecutor(ASKERS) as pool:
        answers = list(pool.map(ask, range(ASKERS)))
    assert len(made) == 1
    assert set(answers) == set(made)


def test_those_who_wait_for_one_that_fails_make_it_themselves() -> None:
    kept, begun, go_on = Kept[str](10), Event(), Event()

    def fail() -> str:
        begun.set()
        go_on.wait()
        raise LookupError

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.get, "key", fail)
        begun.wait()
        second = pool.submit(kept.get, "key", lambda: "made")
        go_on.set()
        with pytest.raises(LookupError):
            first.result()
        assert second.result() == "made"
    assert kept.get("key", fail) == "made"


def test_the_longest_unused_is_given_up_when_they_weigh_too_much() -> None:
    kept = Kept[str](5, len)
    for key in ("aa", "bb"):
        kept.get(key, lambda key=key: key)
    kept.get("aa", lambda: "new")
    kept.get("cc", lambda: "cc")
    assert [kept.get(key, lambda: "new") for key in ("aa", "cc", "bb")] == ["aa", "cc", "new"]

"""Work done one step ahead comes in order, and what goes wrong in it is not lost."""

from __future__ import annotations

import sys

import pytest

from kuanggui.app.screening.ahead import TURN_S, share_out, work_ahead


def test_every_item_comes_in_order_with_what_was_made_of_it() -> None:
    assert list(work_ahead(lambda n: n * n, range(5))) == [(0, 0), (1, 1), (2, 4), (3, 9), (4, 16)]
    assert list(work_ahead(str, [])) == []


def test_what_the_work_raises_is_raised_when_its_turn_comes() -> None:
    made = work_ahead(lambda n: 1 // n, [1, 0, 1])
    assert next(made) == (1, 1)
    with pytest.raises(ZeroDivisionError):
        next(made)


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 777, 5000])
def test_runs_hold_every_item_once_and_get_shorter_to_the_end(count: int) -> None:
    runs = list(share_out(range(count), 1000, 100))
    assert [item for run in runs for item in run] == list(range(count))
    lengths = [len(run) for run in runs]
    assert lengths == sorted(lengths, reverse=True)
    assert max(lengths, default=0) <= 1000
    assert all(length >= 100 for length in lengths[:-1])
    assert not lengths or lengths[-1] <= 100


def test_turns_are_short_only_while_somebody_works_ahead() -> None:
    usual = sys.getswitchinterval()
    first, second = work_ahead(str, range(3)), work_ahead(str, range(3))
    assert (next(first)[1], next(second)[1]) == ("0", "0")
    assert sys.getswitchinterval() == pytest.approx(TURN_S, rel=0.01)
    first.close()
    assert sys.getswitchinterval() == pytest.approx(TURN_S, rel=0.01)
    assert [made for _, made in second] == ["1", "2"]
    assert sys.getswitchinterval() == usual

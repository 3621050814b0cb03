"""Work done one step ahead comes in order, and what goes wrong in it is not lost."""

from __future__ import annotations

import pytest

from kuanggui.app.screening.ahead import work_ahead


def test_every_item_comes_in_order_with_what_was_made_of_it() -> None:
    assert list(work_ahead(lambda n: n * n, range(5))) == [(0, 0), (1, 1), (2, 4), (3, 9), (4, 16)]
    assert list(work_ahead(str, [])) == []


def test_what_the_work_raises_is_raised_when_its_turn_comes() -> None:
    made = work_ahead(lambda n: 1 // n, [1, 0, 1])
    assert next(made) == (1, 1)
    with pytest.raises(ZeroDivisionError):
        next(made)

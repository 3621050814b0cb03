from pathlib import Path

from kuanggui.web.check.visits import Visits


def test_so_many_visits_a_minute_are_borne_and_then_the_oldest_is_waited_for(tmp_path: Path) -> None:
    now = [1000.0]
    visits = Visits(tmp_path, 2, lambda: now[0])
    assert [visits.count("10.0.0.1") for _ in range(2)] == [0, 0]
    now[0] += 20
    assert visits.count("10.0.0.1") == 40
    assert visits.count("10.0.0.2") == 0
    now[0] += 41
    assert visits.count("10.0.0.1") == 0


def test_processes_count_together(tmp_path: Path) -> None:
    assert Visits(tmp_path, 1, lambda: 5.0).count("::1") == 0
    assert Visits(tmp_path, 1, lambda: 5.0).count("::1") > 0

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kuanggui.web.jobs import queue as module
from kuanggui.web.jobs.job import JobKind, JobState
from kuanggui.web.jobs.queue import JobQueue


@pytest.fixture
def queue(tmp_path: Path) -> JobQueue:
    return JobQueue(tmp_path / "files")


def _add(queue: JobQueue, title: str = "规划.docx") -> str:
    return queue.add(queue.new_id(), JobKind.AUDIT, title, {"as_of": "2025-01-01"}).id


def _state(queue: JobQueue, job_id: str) -> JobState:
    job = queue.get(job_id)
    assert job is not None
    return job.state


def test_jobs_are_claimed_once_and_in_order(queue: JobQueue) -> None:
    first, second = _add(queue), _add(queue)
    claimed = [queue.claim(), queue.claim(), queue.claim()]
    assert [job.id if job else None for job in claimed] == [first, second, None]


def test_the_list_survives_a_restart(queue: JobQueue, tmp_path: Path) -> None:
    ended = _add(queue, "甲.docx")
    queue.finish(ended, result=ended)
    waiting = _add(queue, "乙.docx")
    again = JobQueue(tmp_path / "files")
    assert [(job.title, job.state) for job in again.jobs(JobKind.AUDIT)] == [
        ("乙.docx", JobState.QUEUED),
        ("甲.docx", JobState.DONE),
    ]
    claimed = again.claim()
    assert claimed is not None
    assert (claimed.id, claimed.order) == (waiting, {"as_of": "2025-01-01"})


def test_a_job_given_back_is_taken_again_and_its_try_does_not_count(queue: JobQueue) -> None:
    job_id = _add(queue)
    for _ in range(5):
        assert queue.claim() is not None
        queue.give_back(job_id)
    assert _state(queue, job_id) is JobState.QUEUED


def test_a_job_that_ended_is_not_given_back(queue: JobQueue) -> None:
    job_id = _add(queue)
    queue.finish(job_id, result=job_id)
    queue.give_back(job_id)
    assert _state(queue, job_id) is JobState.DONE


def test_a_running_job_that_is_heard_of_is_left_alone(queue: JobQueue) -> None:
    job_id = _add(queue)
    queue.claim()
    queue.revive_lost()
    assert _state(queue, job_id) is JobState.RUNNING


def test_a_job_lost_once_is_queued_again_and_lost_twice_fails(queue: JobQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = _add(queue)
    monkeypatch.setattr(module, "SILENCE", -timedelta(seconds=1))
    states = []
    for _ in range(2):
        queue.claim()
        queue.revive_lost()
        states.append(_state(queue, job_id))
    assert states == [JobState.QUEUED, JobState.FAILED]


def test_progress_and_moments_are_kept(queue: JobQueue) -> None:
    before = datetime.now(UTC).isoformat()
    job_id = _add(queue)
    queue.claim()
    queue.note_progress(job_id, "facts", 2, 5)
    job = queue.get(job_id)
    assert job is not None
    assert (job.phase, job.step, job.steps) == ("facts", 2, 5)
    assert before <= job.created <= job.started
    assert job.finished == ""


def test_a_removed_job_is_gone(queue: JobQueue) -> None:
    job_id = _add(queue)
    queue.remove(job_id)
    assert queue.get(job_id) is None

"""The queue of jobs: one SQLite file, which server and worker processes share and which outlives both."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kuanggui.web.jobs.job import Job, JobKind, JobState
from kuanggui.web.shared_file import connect, writing

FILE = "jobs.db"
TRIES = 2  # a job whose process vanished is tried once more
SILENCE = timedelta(seconds=15)  # a running job whose keeper has not been heard of for so long has lost it
COLUMNS = "id, kind, title, asked, state, phase, step, steps, error, result, created, started, finished, owner"
SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, asked TEXT NOT NULL, state TEXT NOT NULL,
  phase TEXT NOT NULL DEFAULT '', step INTEGER NOT NULL DEFAULT 0, steps INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '', result TEXT NOT NULL DEFAULT '', tries INTEGER NOT NULL DEFAULT 0,
  heard TEXT NOT NULL DEFAULT '', created TEXT NOT NULL, started TEXT NOT NULL DEFAULT '', finished TEXT NOT NULL DEFAULT '',
  owner TEXT NOT NULL DEFAULT ''
) STRICT
"""


class JobQueue:
    """Jobs in a folder, each with a folder of its own for its files. Every method is one transaction; safe for threads and processes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        with writing(self._folder / FILE) as connection:
            connection.execute(SCHEMA)
            _add_owner(connection)

    def folder_of(self, job_id: str) -> Path:
        """Where the files of a job lie."""
        return self._folder / job_id

    def new_id(self) -> str:
        """An id that nobody guesses, with a new folder."""
        job_id = secrets.token_hex(8)
        self.folder_of(job_id).mkdir()
        return job_id

    def add(self, job_id: str, kind: JobKind, title: str, order: Mapping[str, str], owner: str = "") -> Job:
        """Put a job at the end of the queue."""
        with writing(self._folder / FILE) as connection:
            connection.execute(
                "INSERT INTO jobs (id, kind, title, asked, state, created, owner) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (job_id, kind, title, json.dumps(dict(order)), JobState.QUEUED, _now(), owner),
            )
        return Job(job_id, kind, title, dict(order), created=_now(), owner=owner)

    def get(self, job_id: str) -> Job | None:
        """The job with an id."""
        found = self._select("WHERE id = ?", job_id)
        return found[0] if found else None

    def jobs(self, kind: JobKind) -> list[Job]:
        """Every job of a kind, the latest first."""
        return self._select("WHERE kind = ? ORDER BY created DESC, rowid DESC", kind)

    def claim(self) -> Job | None:
        """Take the first job of the queue, if there is one; no other process gets it."""
        with writing(self._folder / FILE) as connection:
            row = connection.execute(
                "UPDATE jobs SET state = ?, started = ?, heard = ?, tries = tries + 1 WHERE id = "  # noqa: S608 - a constant
                f"(SELECT id FROM jobs WHERE state = ? ORDER BY created, rowid LIMIT 1) RETURNING {COLUMNS}",
                (JobState.RUNNING, _now(), _now(), JobState.QUEUED),
            ).fetchone()
        return _job(row) if row else None

    def note_progress(self, job_id: str, phase: str, step: int, steps: int) -> None:
        """Say what a running job is at."""
        self._update(job_id, "phase = ?, step = ?, steps = ?", phase, step, steps)

    def note_alive(self, job_id: str) -> None:
        """Say that the process of a running job is watched."""
        self._update(job_id, "heard = ?", _now())

    def finish(self, job_id: str, *, result: str = "", error: str = "") -> None:
        """End a job, well or with an error."""
        state = JobState.FAILED if error else JobState.DONE
        self._update(job_id, "state = ?, result = ?, error = ?, finished = ?", state, result, error, _now())

    def give_back(self, job_id: str) -> None:
        """Put a running job back into the queue: the server stops. It does not count as a try."""
        changes = "state = ?, tries = tries - 1, phase = '', step = 0"
        self._update(job_id, changes, JobState.QUEUED, only_if=JobState.RUNNING)

    def revive_lost(self) -> None:
        """Put jobs back whose server or process vanished; one that vanished too often fails."""
        before = (datetime.now(UTC) - SILENCE).isoformat()
        gave_up = "任务进程多次意外结束（内存不足或文件过于复杂）；请精简文件后再试"
        lost = "WHERE state = ? AND heard < ?"
        with writing(self._folder / FILE) as connection:
            connection.execute(
                f"UPDATE jobs SET state = ?, error = ?, finished = ? {lost} AND tries >= ?",  # noqa: S608 - constants
                (JobState.FAILED, gave_up, _now(), JobState.RUNNING, before, TRIES),
            )
            connection.execute(
                f"UPDATE jobs SET state = ?, phase = '', step = 0 {lost}",  # noqa: S608
                (JobState.QUEUED, JobState.RUNNING, before),
            )

    def remove(self, job_id: str) -> None:
        """Forget a job; its files are the caller's."""
        with writing(self._folder / FILE) as connection:
            connection.execute("DELETE FROM jobs WHERE id = ?", (job_id,))

    def _update(self, job_id: str, changes: str, *values: object, only_if: JobState | None = None) -> None:
        condition = "" if only_if is None else f" AND state = '{only_if}'"
        with writing(self._folder / FILE) as connection:
            connection.execute(f"UPDATE jobs SET {changes} WHERE id = ?{condition}", (*values, job_id))  # noqa: S608

    def _select(self, rest: str, *values: object) -> list[Job]:
        with closing(connect(self._folder / FILE)) as connection:
            rows = connection.execute(f"SELECT {COLUMNS} FROM jobs {rest}", values).fetchall()  # noqa: S608
        return [_job(row) for row in rows]


def _add_owner(connection: sqlite3.Connection) -> None:
    """Files of before there were owners have no column for them."""
    if "owner" not in {row[1] for row in connection.execute("PRAGMA table_info(jobs)")}:
        connection.execute("ALTER TABLE jobs ADD COLUMN owner TEXT NOT NULL DEFAULT ''")


def _job(row: tuple[str, ...]) -> Job:
    job_id, kind, title, asked, state, phase, step, steps, *rest = row
    return Job(job_id, JobKind(kind), title, json.loads(asked), JobState(state), phase, int(step), int(steps), *rest)


def _now() -> str:
    return datetime.now(UTC).isoformat()

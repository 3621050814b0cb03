"""Handing a document in for an audit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from kuanggui.web.jobs.job import Job, JobKind
from kuanggui.web.jobs.queue import JobQueue

# Writes a file into a new folder and gives its name.
Keep = Callable[[Path], str]


def hand_in(
    queue: JobQueue, document: Keep, as_of: date, *, upper: Keep | None = None, against: str = "", owner: str = ""
) -> Job:
    """Put an audit into the queue; when the files cannot be kept, nothing stays behind."""
    job_id = queue.new_id()
    folder = queue.folder_of(job_id)
    try:
        name = document(folder / "document")
        above = upper(folder / "upper") if upper else ""
    except BaseException:
        shutil.rmtree(folder)
        raise
    order = {"as_of": as_of.isoformat(), "upper": above, "against": against}
    return queue.add(job_id, JobKind.AUDIT, name, order, owner)


def hand_in_file(queue: JobQueue, path: Path, as_of: date) -> Job | None:
    """Put an audit of a file of this machine into the queue, unless a file of that name was handed in before."""
    if any(job.title == path.name for job in queue.jobs(JobKind.AUDIT)):
        return None

    def copy(folder: Path) -> str:
        folder.mkdir()
        shutil.copyfile(path, folder / path.name)
        return path.name

    return hand_in(queue, copy, as_of)

"""Starts a process for each job of the queue and watches it to its end."""

from __future__ import annotations

import logging
import time
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from threading import Event, Thread

from kuanggui.web.jobs.job import Job, JobState
from kuanggui.web.jobs.queue import JobQueue
from kuanggui.web.jobs.worker import work

PAUSE = 0.2  # seconds between looks at the queue
ALIVE_EVERY = 2.0
logger = logging.getLogger("kuanggui.web.jobs")


class JobKeeper:
    """Threads that each carry out one job at a time, in a process of its own: a crash, a leak or an endless loop stays in there."""

    def __init__(self, queue: JobQueue, database: str, *, processes: int, longest: float) -> None:
        self._queue = queue
        self._database = database
        self._longest = longest
        self._stopping = Event()
        self._threads = [Thread(target=self._run, name=f"jobs-{n}", daemon=True) for n in range(processes)]

    def start(self) -> None:
        """Begin to take jobs."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End running processes; their jobs go back into the queue."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._queue.revive_lost()
            job = self._queue.claim()
            if job is None:
                self._stopping.wait(PAUSE)
            else:
                self._carry_out(job)

    def _carry_out(self, job: Job) -> None:
        logger.info("job %s begins: %s", job.id, job.kind, extra={"job": job.id})
        process = get_context("spawn").Process(
            target=work, args=(self._queue.folder_of("").resolve(), job.id, self._database), daemon=True
        )
        process.start()
        in_time = self._watch(job, process)
        if process.is_alive():
            process.kill()
        process.join()
        self._close(job, process.exitcode, in_time=in_time)

    def _watch(self, job: Job, process: SpawnProcess) -> bool:
        """Wait for the end of a process; False when it took too long."""
        end = time.monotonic() + self._longest
        told = time.monotonic()
        while process.is_alive() and not self._stopping.is_set():
            process.join(PAUSE)
            now = time.monotonic()
            if now > end:
                return False
            if now - told > ALIVE_EVERY:
                self._queue.note_alive(job.id)
                told = now
        return True

    def _close(self, job: Job, exit_code: int | None, *, in_time: bool) -> None:
        now = self._queue.get(job.id)
        if now is None or now.state is not JobState.RUNNING:
            return
        if not in_time:
            self._queue.finish(job.id, error=f"超过 {self._longest:.0f} 秒仍未完成，已停止；请精简文件后再试")
        elif self._stopping.is_set():
            self._queue.give_back(job.id)
        else:
            logger.error("job %s: its process ended with %s", job.id, exit_code, extra={"job": job.id})
            self._queue.finish(job.id, error="任务进程意外结束；请再试一次，仍不行请报告此问题")

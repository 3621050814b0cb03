"""Reads in the background what the first visitor will ask for."""

from __future__ import annotations

import logging
from threading import Thread

from kuanggui.app.atlas.ground import Grounds
from kuanggui.app.plan_shelf import PlanShelf
from kuanggui.errors import StoreError
from kuanggui.web.day import today

logger = logging.getLogger("kuanggui.web.warming")


class Warming:
    """A thread that reads the features of the plan with which the map opens; whoever asks meanwhile waits for that one reading."""

    def __init__(self, shelf: PlanShelf, grounds: Grounds) -> None:
        self._shelf = shelf
        self._grounds = grounds
        self._thread = Thread(target=self._run, name="warming", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """Wait for the end of the reading."""
        self._thread.join()

    def _run(self) -> None:
        try:
            for entry in self._shelf.entries()[:1]:
                self._grounds.on(entry.id, today()).prepare()
        except StoreError as error:  # whoever asks will be told the same
            logger.warning("nothing read in advance: %s", error)

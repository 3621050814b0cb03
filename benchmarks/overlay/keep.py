"""What a benchmark keeps between runs in a folder: costly inputs and finished rows. Without a folder it keeps nothing."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Kept = TypeVar("Kept")


class Keep:
    def __init__(self, folder: Path | None, size: str) -> None:
        self.folder = folder / size if folder else None
        self.rows: dict[str, Any] = {}
        self.parts: dict[str, str] = {}
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            if (self.folder / "rows.json").exists():
                kept = json.loads((self.folder / "rows.json").read_text(encoding="utf-8"))
                self.rows, self.parts = kept["rows"], kept["parts"]

    def get(self, name: str, make: Callable[[], Kept]) -> Kept:
        """The thing of that name as it was kept, or made now."""
        if self.folder is None:
            return make()
        path = self.folder / f"{name}.pickle"
        if path.exists():
            with path.open("rb") as file:
                kept: Kept = pickle.load(file)
            return kept
        made = make()
        with path.open("wb") as file:
            pickle.dump(made, file, protocol=5)
        return made

    def save_rows(self) -> None:
        if self.folder:
            text = json.dumps({"rows": self.rows, "parts": self.parts}, ensure_ascii=False, indent=1)
            (self.folder / "rows.json").write_text(text, encoding="utf-8")

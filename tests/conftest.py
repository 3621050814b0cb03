"""Shared fixtures: where the real plan documents are, if they are there at all."""

from pathlib import Path

import pytest


def _shared_directory() -> Path | None:
    for parent in Path(__file__).resolve().parents:
        candidate = parent / "shared" / "plans"
        if candidate.is_dir():
            return candidate.parent
    return None


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of real documents beside the project; the test skips where it is absent."""
    found = _shared_directory()
    if found is None:
        pytest.skip("../shared is not there")
    return found


@pytest.fixture(scope="session")
def datong(shared_dir: Path) -> Path:
    """The real plan of Datong, 2021-2025."""
    return shared_dir / "plans" / "datong-2021-2025.txt"

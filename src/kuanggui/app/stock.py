"""Where the things lie that cases are screened against: the plan database, and the folder of constraint layers that goes with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Stock:
    """A plan database (a file, or the address of a server) and the folder of its layers."""

    database: str
    layers: Path

    @property
    def is_on_server(self) -> bool:
        """Whether the database is on a server."""
        return "://" in self.database

    @property
    def has_database(self) -> bool:
        """Whether there may be plans: layers alone can be screened against too."""
        return self.is_on_server or Path(self.database).is_file()

    @property
    def is_there(self) -> bool:
        """Whether there is anything at all."""
        return self.has_database or self.layers.is_dir()

    @property
    def address(self) -> str:
        """The database as it may be written down: a full path, or an address without password."""
        return _without_password(self.database) if self.is_on_server else str(Path(self.database).resolve())


def stock_at(database: str | Path, layers: Path | None = None) -> Stock:
    """The stock of a database; its layers lie in a folder of their own, by default where `default_layers` says."""
    return Stock(str(database), layers or default_layers(str(database)))


def default_layers(database: str) -> Path:
    """Beside a file (`plan.db` → `plan.layers`); for a server, a folder of the user named like the database."""
    if "://" not in database:
        return Path(database).with_suffix(".layers")
    name = urlsplit(database).path.strip("/") or "plans"
    return Path.home() / ".local" / "share" / "kuanggui" / "layers" / re.sub(r"[^\w.-]+", "_", name)


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    if parts.password is None:
        return address
    user, _, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user.partition(':')[0]}:{HIDDEN}@{place}").geturl()

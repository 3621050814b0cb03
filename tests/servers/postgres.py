"""A private PostgreSQL with PostGIS in a temporary folder, reached through a socket in that folder; nothing listens on the network."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

# The server refuses root; either of these accounts is there where it was installed.
ACCOUNTS = ("postgres", "nobody")
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}


def find_programs() -> Path | None:
    """The folder of the newest server programs that have PostGIS beside them."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    with_postgis = [path for path in found if _has_postgis(path.parent.name)]
    return max(with_postgis, key=lambda path: int(path.parent.name), default=None)


def _has_postgis(version: str) -> bool:
    return Path(f"/usr/share/postgresql/{version}/extension/postgis.control").is_file()


@dataclass
class Cluster:
    """A running server; `settings` replace those that trade safety for speed."""

    programs: Path
    settings: dict[str, str] = field(default_factory=lambda: FAST)
    folder: Path = field(init=False)
    _numbers: "count[int]" = field(default_factory=count)

    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kuanggui-pg-"))
        if os.getuid() == 0:
            shutil.chown(self.folder, self._account())
        self._run("initdb", "-D", self.data, "-U", "kuanggui", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.launch()
        with self._connect("template1") as connection:
            connection.execute("CREATE EXTENSION postgis")

    def launch(self) -> None:
        """Run the server on the data that is there."""
        options = {"listen_addresses": "''", "unix_socket_directories": str(self.folder), **self.settings}
        said = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", said, "start")

    def crash(self) -> None:
        """Stop the server without letting it finish anything."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def stop(self) -> None:
        self.crash()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://kuanggui@/{database}?host={quote(str(self.folder), safe='')}"

    def new_database(self, template: str = "template1") -> str:
        """The address of a database of its own."""
        name = f"t{next(self._numbers)}"
        with self._connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def drop(self, url: str) -> None:
        with self._connect("postgres") as connection:
            connection.execute(f"DROP DATABASE {self.name_of(url)} WITH (FORCE)")

    @staticmethod
    def name_of(url: str) -> str:
        return url.partition("?")[0].rpartition("/")[2]

    def _connect(self, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(host=str(self.folder), user="kuanggui", dbname=database, autocommit=True)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self.programs / program), *(str(argument) for argument in arguments)]
        account = {"user": self._account(), "group": self._account_group()} if os.getuid() == 0 else {}
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", check=False,
            **account,
        )  # fmt: skip
        if result.returncode:
            raise RuntimeError(f"{program}: {result.stderr.decode(errors='replace')}")

    def _account(self) -> str:
        import pwd  # noqa: PLC0415 - not on every system

        names = {entry.pw_name for entry in pwd.getpwall()}
        return next(name for name in ACCOUNTS if name in names)

    def _account_group(self) -> int:
        import pwd  # noqa: PLC0415

        return pwd.getpwnam(self._account()).pw_gid

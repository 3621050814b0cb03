"""Settings of the server, each from the environment; docs/reference/server-settings.md is written from them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kuanggui.errors import InputError

MEGABYTE = 1024 * 1024


class LogForm(StrEnum):
    """How log lines are written."""

    TEXT = "text"
    JSON = "json"


class Settings(BaseSettings):
    """How the server runs. `db` is the plan database: a file, or the URL of a server."""

    model_config = SettingsConfigDict(env_prefix="KUANGGUI_", frozen=True, extra="ignore")

    db: str = Field(description="规划数据库：文件，或 postgresql+psycopg://…。The plan database: a file, or a server.")
    files: Path | None = Field(
        default=None,
        description="上传文件和任务所在文件夹，默认在数据库文件旁（<DB>.files）。Folder of uploads and jobs; default: beside the database.",
    )
    layers: Path | None = Field(
        default=None,
        description="约束图层文件夹，默认在数据库文件旁或用户文件夹内。Folder of constraint layers; default: beside the database.",
    )
    site: Path | None = Field(
        default=None,
        description="网页文件夹，默认为随程序安装的网页。Folder of the built pages; default: those installed with the program.",
    )
    hosts: str = Field(
        default="localhost,127.0.0.1,[::1]",
        description="浏览器可用的主机名，以逗号分隔，* 为不限。Names under which browsers may reach the server; * for any.",
    )
    upload_megabytes: int = Field(
        default=100, gt=0, le=2048, description="一次上传的上限（MB）。Largest upload in megabytes."
    )
    job_seconds: int = Field(
        default=600, gt=0, description="一项任务最长运行时间（秒）。Longest run of one job in seconds."
    )
    job_processes: int = Field(default=1, gt=0, le=32, description="同时运行的任务数。Jobs that run at the same time.")
    log: LogForm = Field(
        default=LogForm.TEXT, description="日志形式：text 或 json（每行一条）。Form of log lines: text or json."
    )

    @property
    def upload_bytes(self) -> int:
        """Largest body of a request."""
        return self.upload_megabytes * MEGABYTE

    @property
    def folder(self) -> Path:
        """Where uploads and jobs lie."""
        if self.files is not None:
            return self.files
        if "://" in self.db:
            return Path.home() / ".local" / "share" / "kuanggui" / "files"
        return Path(f"{self.db}.files")

    @property
    def host_names(self) -> list[str]:
        """The names in `hosts`."""
        return [name.strip() for name in self.hosts.split(",") if name.strip()]


def read_settings(db: str) -> Settings:
    """The settings of the environment for a database; raises InputError for a value that does not fit."""
    try:
        return Settings(db=db)
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"KUANGGUI_{'_'.join(str(part) for part in wrong['loc'])}".upper()
        raise InputError(f"{name}：{wrong['msg']}；请改正此环境变量") from error

"""Settings of the server, each from the environment; docs/reference/server-settings.md is written from them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
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
    threads: int = Field(
        default=16,
        gt=0,
        le=200,
        description="每个进程同时答复的请求数 n；每个进程至多用数据库的 n+1 个连接。Requests each worker answers at a time.",
    )
    checks_per_minute: int = Field(
        default=20,
        gt=0,
        description="一个地址每分钟可自查（含读取坐标）的次数。Self-checks, readings included, of one address in a minute.",
    )
    check_kilobytes: int = Field(
        default=1024, gt=0, description="自查一次上传的上限（KB）。Largest upload of a self-check in kilobytes."
    )
    public_projection: Path | None = Field(
        default=None,
        description="公开目录（YAML）：哪些内容可公开，默认为随程序安装的。What may be public; default: as installed.",
    )
    feedback_per_hour: int = Field(
        default=5,
        gt=0,
        le=1000,
        description="每个地址每小时可提交的公众意见数。Opinions an address may send in an hour.",
    )
    tianditu_key: str = Field(
        default="",
        pattern=r"^[0-9A-Za-z]*$",
        description="天地图密钥（浏览器端）；设后地图页可选天地图底图，浏览器会连天地图。Key of Tianditu: browsers then load its base map.",
    )
    log: LogForm = Field(
        default=LogForm.TEXT, description="日志形式：text 或 json（每行一条）。Form of log lines: text or json."
    )

    allow_open: bool = Field(
        default=False,
        description="库中没有用户时也对网络开放（true 或 false）。Serve a database without users to other machines too.",
    )
    proxies: str = Field(
        default="",
        description="可信代理的地址，以逗号分隔；取其转告的访客地址和 https。Addresses of proxies that are believed.",
    )
    metrics_from: str = Field(
        default="",
        description="不登录即可读取 /api/metrics 的网段，以逗号分隔。Networks that read /api/metrics without a login.",
    )
    oidc_issuer: str = Field(
        default="",
        description="OpenID Connect 身份提供方（issuer 地址），空为不用。The OpenID provider; empty for none.",
    )
    oidc_client: str = Field(default="", description="在身份提供方登记的 client_id。Our client id at the provider.")
    oidc_secret: SecretStr = Field(
        default=SecretStr(""),
        description="client_secret，公开客户端留空。Our secret at the provider; empty for a public client.",
    )
    oidc_claim: str = Field(
        default="preferred_username",
        description="其值为用户名的声明，须由提供方分配。The claim that holds the user name; users must not choose it.",
    )
    oidc_label: str = Field(
        default="单位账号 SSO", max_length=40, description="登录页上按钮的文字。Words of the button on the login page."
    )
    session_idle_minutes: int = Field(
        default=60, gt=0, le=10_080, description="多久不用即须重新登录（分钟）。Minutes without use that end a session."
    )
    session_hours: int = Field(
        default=12, gt=0, le=720, description="一次登录最长有效时间（小时）。Longest life of a session in hours."
    )
    cookie_path: str = Field(
        default="/", pattern=r"^/[\w./-]*$", description="会话 Cookie 的路径。Path of the session's cookie."
    )
    login_tries: int = Field(
        default=5,
        gt=0,
        le=1000,
        description="一个用户在锁定时间内可失败的次数。Failed logins of a user before it is locked.",
    )
    login_address_tries: int = Field(
        default=30,
        gt=0,
        le=100_000,
        description="一个地址在锁定时间内可失败的次数。Failed logins from an address before it is locked.",
    )
    lockout_minutes: int = Field(
        default=15,
        gt=0,
        le=1440,
        description="登录失败的计数与锁定时间（分钟）。Minutes for which failed logins count and lock.",
    )

    @property
    def connections(self) -> int:
        """The most connections to the database of this process: one for each request, and one more to read ahead.

        A request that opened a second one would find that spare one, or wait for it, so that none waits for ever.
        """
        return self.threads + 1

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

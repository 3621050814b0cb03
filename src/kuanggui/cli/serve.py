"""`kuanggui serve`: the web service."""

from __future__ import annotations

import os
import socket
from ipaddress import ip_address
from typing import Annotated

import typer

from kuanggui.cli.options import Database
from kuanggui.errors import InputError

LOOPBACK = "127.0.0.1"


def serve(
    db: Database,
    host: Annotated[
        str, typer.Option(help="监听地址，默认只限本机。Address to listen on; default: this machine only.")
    ] = LOOPBACK,
    port: Annotated[int, typer.Option(help="端口，0 为任意空闲端口。Port, 0 for any.", min=0, max=65535)] = 8723,
    workers: Annotated[
        int, typer.Option(help="进程数，在多核服务器上用。Processes, for a server with several cores.", min=1, max=64)
    ] = 1,
) -> None:
    """启动网页服务：地图、规划、复核。Serve plans and audits as web pages, until interrupted.

    其他设置见环境变量 KUANGGUI_*。Other settings come from the environment: docs/reference/server-settings.md.

    示例 Examples:

    kuanggui serve --db plans.db

    kuanggui serve --db plans.db --host 0.0.0.0 --port 80

    kuanggui serve --db postgresql+psycopg://host/plans --workers 4
    """
    run_server(db, host, port, workers)


def run_server(db: str, host: str, port: int, workers: int = 1) -> None:
    """Serve a database until interrupted; it is created when missing. Raises InputError, StoreError.

    A database without users is served to this machine only, unless a setting says otherwise.
    """
    import uvicorn  # noqa: PLC0415 - nothing of this is needed to print the help
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415

    from kuanggui.app.database import initialise  # noqa: PLC0415
    from kuanggui.app.gate import refuse_open  # noqa: PLC0415
    from kuanggui.web.application import create_app  # noqa: PLC0415
    from kuanggui.web.logs import set_up  # noqa: PLC0415
    from kuanggui.web.settings import read_settings  # noqa: PLC0415

    settings = read_settings(db)
    initialise(db)
    if not settings.allow_open and not _is_loopback(host):
        refuse_open(db, host)
    set_up(settings.log)
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"网页 Page: http://{shown}:{listening.getsockname()[1]}/ （Ctrl+C 结束 to stop）")
    config = uvicorn.Config(
        create_app(settings) if workers == 1 else "kuanggui.web.application:app_from_environment",
        factory=workers > 1,
        workers=workers,
        timeout_worker_healthcheck=30,  # a worker that computes is not dead
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
    )
    if workers == 1:
        uvicorn.Server(config).run(sockets=[listening])
        return
    os.environ["KUANGGUI_DB"] = db  # each worker makes the application anew
    Multiprocess(config, [listening]).run()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    """A socket on an address, so that port 0 is known before the server begins."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise InputError(f"{host}:{port}：端口不可用（{error.strerror}）；请换一个端口，或用 --port 0") from error
    listening.listen(128)
    listening.set_inheritable(False)
    return listening

"""The demo reads, audits and reports the example plan."""

from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

from kuanggui.cli.demo import LOOPBACK, serve_folder
from kuanggui.cli.main import app
from kuanggui.errors import InputError


def test_the_demo_writes_the_reports_and_lists_the_planted_errors(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["demo", "--no-serve", "--dir", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "停产15座" in result.output
    assert "规划指标" in result.output
    again = CliRunner().invoke(app, ["demo", "--no-serve", "--dir", str(tmp_path)])
    assert "未重复入库" in again.output
    assert "石门东水泥用灰岩矿：符合" in result.output
    for name in ("index.html", "修改清单.xlsx", "审查意见.docx", "规划符合性审查意见.docx", "规划符合性审查结果.json"):
        assert (tmp_path / name).stat().st_size > 5000
        assert name in result.output


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with (
        patch("kuanggui.cli.demo.ThreadingHTTPServer", side_effect=OSError(98, "in use")),
        pytest.raises(InputError, match="换一个端口"),
    ):
        serve_folder(tmp_path, 1)


@pytest.mark.enable_socket
def test_the_page_is_served_on_the_loopback_address_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text("<p>报告</p>", encoding="utf-8")
    servers: list[ThreadingHTTPServer] = []

    class Recorded(ThreadingHTTPServer):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            servers.append(self)

    with patch("kuanggui.cli.demo.ThreadingHTTPServer", Recorded):
        thread = Thread(target=serve_folder, args=(tmp_path, 0))
        thread.start()
        while not servers:
            thread.join(0.01)
        host, port = servers[0].server_address
        connection = HTTPConnection(str(host), port, timeout=5)
        connection.request("GET", "/")
        assert "报告" in connection.getresponse().read().decode()
        connection.close()
        servers[0].shutdown()
        thread.join()
    assert host == LOOPBACK
    assert f":{port}/" in capsys.readouterr().out

"""Conversion by LibreOffice, started as a separate program that can reach neither the network nor the user's settings."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from kuanggui.ingest.readers.limits import LIMITS, Limits

_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    },
    # A proxy where nobody listens: whatever a document refers to, nothing is fetched.
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}
_NAMESPACE = "http://openoffice.org/2001/registry"


def find_soffice() -> str | None:
    """The LibreOffice program on the PATH, if there is one."""
    return next((found for program in _PROGRAMS if (found := shutil.which(program))), None)


def convert_to_docx(program: str, data: bytes, suffix: str, limits: Limits = LIMITS) -> bytes | None:
    """The bytes as DOCX, None when the program gives none; raises TimeoutError when it takes too long."""
    with TemporaryDirectory(prefix="kuanggui-") as folder:
        source = Path(folder, f"source{suffix}")
        source.write_bytes(data)
        profile = Path(folder, "profile")
        _write_settings(profile)
        _run([*_limited(limits), program, *_options(profile, Path(folder, "out")), str(source)], Path(folder), limits)
        converted = Path(folder, "out", "source.docx")
        return converted.read_bytes() if converted.is_file() else None


def _options(profile: Path, target: Path) -> list[str]:
    return [
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(target),
    ]


def _limited(limits: Limits) -> list[str]:
    """The beginning of a command that limits memory and file size of the rest, where there is a shell that can."""
    if os.name != "posix":
        return []
    script = 'ulimit -v "$1"; ulimit -f "$2"; shift 2; exec "$@"'
    return ["/bin/sh", "-c", script, "sh", str(limits.converter_bytes // 1024), str(limits.converted_bytes // 512)]


def _run(command: list[str], folder: Path, limits: Limits) -> None:
    """Run a command and whatever it starts, at most for the time allowed."""
    environment = os.environ | {"HOME": str(folder)}
    with subprocess.Popen(  # noqa: S603  no part of the command comes from the document
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(limits.convert_seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and everything it has started: the launcher of LibreOffice leaves its work to a child."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, properties in _SETTINGS.items()
        for name, value in properties.items()
    )
    file = profile / "user" / "registrymodifications.xcu"
    file.parent.mkdir(parents=True)
    file.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="{_NAMESPACE}">{items}</oor:items>',
        encoding="utf-8",
    )

"""An OpenID provider that is not ours (oidc-provider, a certified one), in a process of its own."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(__file__).with_suffix(".mjs")
FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
INSTALLED = FRONTEND / "node_modules" / "oidc-provider"


@dataclass(frozen=True)
class Client:
    """What a site is at the provider."""

    name: str
    secret: str
    back: str


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def providing(client: Client, log: Path, token: str) -> Iterator[str]:
    """Run a provider that knows one client, and tell its issuer; a token may be `thin` or `full` of claims."""
    node = shutil.which("node")
    assert node is not None
    source = PROGRAM.read_text(encoding="utf-8")  # as text: a file would look for the package beside itself
    command = [node, "--input-type=module", "--eval", source, client.name, client.secret, client.back, token]
    with (
        log.open("wb") as errors,
        subprocess.Popen(command, cwd=FRONTEND, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            issuer = process.stdout.readline().strip()
            assert issuer.startswith("http://127.0.0.1:"), log.read_text(encoding="utf-8")
            yield issuer
        finally:
            process.terminate()

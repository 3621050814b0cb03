"""Old formats through the LibreOffice that is installed here."""

import os
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kuanggui.ingest.readers import read_document, soffice
from sample_files.tables import spans, texts
from sample_files.word import cell, lines, only_table, paragraph, row, table, write_docx

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None and "CI" not in os.environ, reason="soffice is not on the PATH"
)

MERGED = table(
    row(cell("矿种", '<w:vMerge w:val="restart"/>'), cell("规模", '<w:gridSpan w:val="2"/>')),
    row(cell("", "<w:vMerge/>"), cell("大"), cell("小")),
    row(cell("铁"), cell("1"), cell("2")),
)


def converted(path: Path, kind: str) -> Path:
    """The file in another format, made by LibreOffice itself."""
    profile = path.parent / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], capture_output=True, check=True, timeout=180)
    return path.with_suffix(f".{kind}")


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_an_old_document_reads_like_the_docx_it_was_made_from(tmp_path, kind):
    original = write_docx(
        tmp_path / "plan.docx", paragraph("第一章　总则") + paragraph("铁矿40座。") + MERGED + paragraph("完")
    )
    document = read_document(converted(original, kind))
    assert lines(document) == ["第一章　总则", "铁矿40座。", "完"]
    assert texts(only_table(document)) == texts(only_table(read_document(original)))
    assert spans(only_table(document)) == spans(only_table(read_document(original)))
    assert document.source.name == f"plan.{kind}"


@pytest.fixture
def requests_seen(socket_enabled: None) -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths it has been asked for."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", seen
        server.shutdown()


def linking_document(path: Path, address: str) -> Path:
    """An OpenDocument text with a picture that is elsewhere."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    picture = f'<draw:frame><draw:image xlink:href="{address}/picture.png" xlink:type="simple"/></draw:frame>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{names}:manifest:1.0">'
            '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        )
        package.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" '
            f'xmlns:draw="{names}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
            f"<office:body><office:text><text:p>正文{picture}</text:p></office:text></office:body></office:document-content>",
        )
    return path


def test_conversion_fetches_nothing_that_a_document_refers_to(tmp_path, requests_seen, monkeypatch):
    address, seen = requests_seen
    path = linking_document(tmp_path / "plan.odt", address)
    assert lines(read_document(path)) == ["正文"]
    assert seen == []
    monkeypatch.setattr(soffice, "_write_settings", lambda profile: None)
    read_document(path)
    assert "/picture.png" in seen, "without our settings LibreOffice would have fetched it"

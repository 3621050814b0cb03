"""Use cases: send a plan as a signed bundle, and receive one: each once, conflicts listed and never overwritten."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from kuanggui.app.authority import LOCAL, Action, Credentials, admit
from kuanggui.app.import_ import read_whole
from kuanggui.app.levels.keys import is_signed, sign_bytes
from kuanggui.app.levels.taking import RECEIVED, Parcel, Received, take_in
from kuanggui.app.levels.targets import FILE as TARGETS
from kuanggui.app.levels.targets import targets_file
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.plans import choose
from kuanggui.errors import InputError
from kuanggui.model.feature import FeatureQuery
from kuanggui.model.feature.plain import feature_from_plain, plain_feature

FORM = "kuanggui-bundle-1"
LARGEST = 2 << 30


def send_plan(database: str, plan: str | None, bundle: Path, key: Path, day: date) -> str:
    """Write a plan as of a day into a signed bundle; gives the public key. Raises InputError, StoreError."""
    with closing(for_reading(database)) as store, store.reading() as work:
        entry = choose(work.plans(), plan, database)
        versions = work.features.find(FeatureQuery(entry.id, as_of=day))
        lines = [
            json.dumps({"valid_from": each.valid_from.isoformat()} | plain_feature(each.feature), ensure_ascii=False)
            for each in versions
        ]
        files = {
            "features.jsonl": ("\n".join(lines) + "\n").encode(),
            TARGETS: targets_file(work, entry.id, day),
            f"document{Path(entry.document).suffix}": work.files.get(entry.sha256),
        }
    manifest = {
        "form": FORM,
        "plan": entry.id,
        "document": entry.document,
        "as_of": day.isoformat(),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    files["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
    signature, public = sign_bytes(key, files["manifest.json"])
    _write(bundle, files | {"signature": f"{signature}\n{public}\n".encode()})
    return public


def receive_plan(database: str, bundle: Path, trusted: tuple[str, ...], by: Credentials = LOCAL) -> Received:
    """Take a bundle in that one of the trusted keys signed; the same bundle a second time changes nothing. Raises InputError."""
    files = _read(bundle, trusted)
    manifest = json.loads(files["manifest.json"])
    document = next(content for name, content in files.items() if name.startswith("document"))
    features = [json.loads(line) for line in files["features.jsonl"].decode().splitlines() if line]
    digest = hashlib.sha256(files["manifest.json"]).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(manifest["document"]).name
        path.write_bytes(document)
        reading, plan = read_whole(path, None, lambda phase: None)
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            region = plan.region.keys[0] if plan.region and plan.region.keys else None
            who = admit(work, by, Action.OPERATE, region)
            if any(sha256 == digest for sha256, _ in work.files.names()):
                return Received(plan.id, is_new=False)
        signature = who.sign("receive", plan.id, f"接收 {bundle.name}")
        with store.writing(signature) as work:
            work.files.put(f"{RECEIVED}{bundle.name}.json", files["manifest.json"])
            work.files.put(path.name, document)
            sent = {
                each["id"]: (feature_from_plain(_bare(each)), date.fromisoformat(each["valid_from"]))
                for each in features
            }
            day = date.fromisoformat(manifest["as_of"])
            return take_in(work, Parcel(reading, plan, sent, files.get(TARGETS, b""), day, digest), signature)


def _bare(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "valid_from"}


def _write(bundle: Path, files: dict[str, bytes]) -> None:
    """The same content gives the same bytes: entries in order, with one date."""
    partial = bundle.with_name(f".{bundle.name}.partial")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(files):
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
        partial.replace(bundle)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(f"{bundle}：无法写入（{error.strerror}）；请检查路径和权限") from error


def _read(bundle: Path, trusted: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a bundle, their signature and hashes checked."""
    try:
        files = dict(_entries(bundle))
        signature, public = files.pop("signature").decode().split()
        manifest = json.loads(files["manifest.json"])
        listed, form = dict(manifest["files"]), manifest["form"]
    except OSError as error:
        raise InputError(f"{bundle}：不能读取（{error.strerror}）；请核对路径和权限") from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(f"{bundle}：不是交换包；请用 kuanggui exchange send 生成") from error
    if public not in trusted or not is_signed(files["manifest.json"], signature, public):
        raise InputError(f"{bundle}：签名无效或签名人不在信任之列；请向发送方核对公钥，用 --trust 给出")
    if form != FORM:
        raise InputError(f"{bundle}：交换包版本 {form} 不认识；请升级 kuanggui")
    found = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"}
    if found != listed:
        raise InputError(f"{bundle}：内容与清单不符，可能被改动；请发送方重新发送")
    return files


def _entries(bundle: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(bundle) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise InputError(f"{bundle}：解开后超过 2 GB；请拆分后发送")
        for entry in archive.infolist():
            yield entry.filename, archive.read(entry)

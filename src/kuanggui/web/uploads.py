"""Keeping what was handed in: under a name that is only a name, in a folder of its own."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

from fastapi import UploadFile

from kuanggui.errors import InputError

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


def keep(upload: UploadFile, folder: Path) -> str:
    """Write an upload into a new folder; gives the name it got. Raises InputError for an empty one."""
    name = plain_name(upload.filename or "")
    folder.mkdir()
    with (folder / name).open("wb") as file:
        shutil.copyfileobj(upload.file, file)
    if (folder / name).stat().st_size == 0:
        raise InputError(f"{name}：文件是空的；请重新选择")
    return name


def plain_name(given: str) -> str:
    """The last part of a name, without what file systems or terminals take for something else."""
    last = PureWindowsPath(PurePosixPath(given).name).name
    visible = "".join(
        c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
    )
    stem, dot, suffix = _UNFIT.sub("_", visible).strip(" .").rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    room = 80 - len(suffix) if len(suffix) < 12 else 68
    return f"{stem[:room] or 'document'}{dot}{suffix[:12]}"

"""Office files with the same bytes on every build."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_OLDEST = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_STAMP = rb"\g<1>2021-12-31T00:00:00Z\g<2>"


def freeze(save: Callable[[BinaryIO], object]) -> bytes:
    """What `save` writes, with every date in the archive set to a fixed one."""
    moving, still = BytesIO(), BytesIO()
    save(moving)
    with ZipFile(moving) as source, ZipFile(still, "w") as target:
        for name in source.namelist():
            member = ZipInfo(name, date_time=_OLDEST)
            member.compress_type = ZIP_DEFLATED
            target.writestr(member, _MODIFIED.sub(_STAMP, source.read(name)))
    return still.getvalue()

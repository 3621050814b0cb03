"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Database = Annotated[
    str,
    typer.Option(
        "--db",
        envvar="KUANGGUI_DB",
        help="规划数据库文件。The plan database, one file.",
        show_default=False,
        metavar="FILE",
    ),
]

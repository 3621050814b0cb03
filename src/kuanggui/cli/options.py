"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Token = Annotated[
    str | None,
    typer.Option(
        "--token",
        envvar="KUANGGUI_TOKEN",
        help="用户令牌；库中设有用户时需要。The token of a user.",
        show_default=False,
    ),
]
Database = Annotated[
    str,
    typer.Option(
        "--db",
        envvar="KUANGGUI_DB",
        help="规划数据库：文件，或 postgresql+psycopg://…。The plan database: a file, or a server.",
        show_default=False,
        metavar="DB",
    ),
]
LayerFolder = Annotated[
    Path | None,
    typer.Option(
        "--layer-folder",
        envvar="KUANGGUI_LAYERS",
        help="约束图层所在目录，默认与数据库同名（.layers）。The folder of constraint layers.",
        show_default=False,
        metavar="DIR",
    ),
]

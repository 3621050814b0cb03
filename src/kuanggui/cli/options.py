"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

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

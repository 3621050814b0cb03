"""Reading a range that was handed in or pasted, for a person to look at before it is used."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import Depends, File, Form, UploadFile

from kuanggui.app.corners import RangeOptions
from kuanggui.app.range_reading import RangeReadings, read_for_choice
from kuanggui.errors import InputError
from kuanggui.spatial.formats.notation import Notation
from kuanggui.web.uploads import keep

# What a message of the readers calls an option of the command line is a field of the form here.
FIELDS = {
    "--reading packed 或 --reading decimal": "“角度写法”",
    "--reading": "“角度写法”",
    "--crs": "“坐标系”",
    "--zone": "“带号”",
    "--shift": "“转换参数”",
    "--layer": "“图层”",
    "--encoding": "“编码”",
    "kuanggui layer add": "图层入库",
}


def _options(
    reading: Annotated[
        Notation | None, Form(description="How degrees are written, where two ways are possible.")
    ] = None,
    crs: Annotated[str, Form(description="Reference system, as EPSG:4547.", max_length=200)] = "",
    zone: Annotated[int | None, Form(description="Zone of eastings without one.", ge=1, le=120)] = None,
    shift: Annotated[str, Form(description="Three or seven parameters of an older datum.", max_length=200)] = "",
    layer: Annotated[str, Form(description="Layer of a file that has several.", max_length=200)] = "",
    encoding: Annotated[str, Form(description="Encoding of a file.", max_length=40)] = "",
) -> RangeOptions:
    return RangeOptions(reading, crs or None, zone, shift or None, layer or None, encoding or None)


Options = Annotated[RangeOptions, Depends(_options)]
Handed = Annotated[UploadFile | None, File(description="A file of ranges in any format.")]
Pasted = Annotated[str, Form(description="Corners as somebody has them.", max_length=200_000)]


def read_handed(document: UploadFile | None, text: str, options: RangeOptions) -> RangeReadings:
    """Every possible reading of a file, else of a text; raises InputError in the words of the form."""
    try:
        if document is None or not document.filename:
            return read_for_choice(text, options)
        with tempfile.TemporaryDirectory(prefix="kuanggui-range-") as folder:
            place = Path(folder) / "given"
            return read_for_choice(place / keep(document, place), options)
    except InputError as error:
        raise type(error)(in_words_of_the_form(str(error))) from error


def in_words_of_the_form(message: str) -> str:
    """A message of the readers without folders and options of the command line."""
    _, mark, rest = message.partition("/given/")
    told = rest if mark else message
    for option, field in FIELDS.items():
        told = told.replace(option, field)
    return told

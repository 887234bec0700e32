"""The picture of a badge, from the snapshot of its certificate; nothing in it names the holder."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast

import typst
from django.conf import settings

from certificates.rendering import breakable, logo
from lms.core.paper import fonts

SOURCE = Path(__file__).parent.parent / "typst" / "badge.typ"
SHOWN = ("field", "level", "jp", "city")
POINTS_PER_INCH = 140  # some 600 pixels across

Shape = Literal["svg", "png"]


def picture(frozen: Mapping[str, Any], shape: Shape) -> bytes:
    """Letters are drawn as outlines, so that it looks the same everywhere."""
    data = {name: frozen[name] for name in SHOWN} | {
        "course": breakable(frozen["course"]),
        "logo": logo(settings.PIAWAI_LOGO),
        "colour": settings.PIAWAI_COLOUR,
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(SOURCE.read_bytes(), font_paths=fonts(), sys_inputs=inputs)
    return cast(bytes, compiler.compile(format=shape, ppi=POINTS_PER_INCH))

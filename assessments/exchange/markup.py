"""XML as text, piece by piece, so that a file of any size is written with flat memory."""

from collections.abc import Iterable
from html import escape

from assessments.exchange.losses import NOT_XML


def element(name: str, inside: str = "", /, **attributes: str) -> str:
    """``inside`` is markup; attributes are texts. ``for_`` and ``data_x`` are written for and data-x."""
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{quoted(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{shown}>{inside}</{name}>" if inside else f"<{name}{shown}/>"


def words(text: str) -> str:
    """Text as markup. A carriage return would be read as a line end."""
    return escape(NOT_XML.sub("", text), quote=False).replace("\r", "&#13;")


def quoted(text: str) -> str:
    bare = escape(NOT_XML.sub("", text), quote=True)
    return bare.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def joined(parts: Iterable[str]) -> str:
    return "".join(parts)

"""Categories of other systems become tags here."""

import re

BETWEEN = re.compile(r"(?<!/)/(?!/)")  # a doubled slash is part of a name
TOP = {"top", "$course$", "$system$", "$module$", "$cat$", ""}


def category_names(path: str) -> list[str]:
    """``$course$/top/Jaringan/Alamat`` → Jaringan, Alamat."""
    parts = (" ".join(part.replace("//", "/").split()) for part in BETWEEN.split(path))
    return [part for part in parts if part.lower() not in TOP]

"""Text from outside as every database can keep it."""


def storable(text: str) -> str:
    """Without NUL, which PostgreSQL does not take; half of a surrogate pair, which is no text, becomes ``?``."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()

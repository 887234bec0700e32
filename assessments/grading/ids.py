"""Names of options, pairs, items and choices inside a question."""

import hashlib


def option_id(text: str) -> str:
    """Says nothing about which option is right or where it stood, and is the same in every import."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]

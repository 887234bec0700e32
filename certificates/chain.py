"""The hash that ties a line of the ledger to the one before it."""

import hashlib
from datetime import UTC, datetime

START = "0" * 64


def digest(*, previous: str, sequence: int, kind: str, number: str, file_sha256: str, at: datetime) -> str:
    """SHA-256 over the six values, one a line, the instant in UTC with microseconds."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    lines = [previous, str(sequence), kind, number, file_sha256, moment]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()

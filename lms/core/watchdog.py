"""Ends the processes of a site whose parent was killed; a script of its own, with nothing but the standard library.

The parent writes the ids of process groups to its standard input, one a line, and ``bye`` when all ended well.
When the input closes without that word, the parent is dead and the groups are ended.
"""

import contextlib
import os
import signal
import sys
import time

PATIENCE = 10.0


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: list[int] = []
    for line in sys.stdin:
        if line.strip() == "bye":
            return
        groups.append(int(line))
    end_groups(groups)


def end_groups(groups: list[int]) -> None:
    """Ask, wait, then force."""
    for group in groups:
        tell(group, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while any(is_alive(group) for group in groups) and time.monotonic() < deadline:
        time.sleep(0.1)
    for group in groups:
        tell(group, signal.SIGKILL)


def tell(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    main()

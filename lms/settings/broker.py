"""How Celery talks to the broker that an address names."""

from pathlib import Path

# Telling a worker happens inside web requests: a broker that is down must cost moments, not seconds.
FAIL_FAST: dict[str, object] = {"max_retries": 1, "interval_start": 0}
CONNECT_SECONDS = 2


def transport_options(url: str, folder: Path) -> dict[str, object]:
    """``folder`` is where the broker that needs no server keeps its messages."""
    scheme = url.partition(":")[0]
    if scheme == "filesystem":
        return FAIL_FAST | {
            "data_folder_in": str(folder),
            "data_folder_out": str(folder),
            "control_folder": str(folder / "control"),
            "polling_interval": 0.05,
        }
    if scheme in {"redis", "rediss"}:
        return FAIL_FAST | {"socket_connect_timeout": CONNECT_SECONDS, "socket_timeout": 10}
    return dict(FAIL_FAST)

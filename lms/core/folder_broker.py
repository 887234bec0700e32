"""The broker without a server: kombu's folder of message files, made safe against processes that are killed.

kombu writes a message in place: whoever reads meanwhile, or after a kill in the middle, gets half a file, and the
worker ends. Here every file appears whole under its name or not at all, and what can't be read is left out; a lost
message costs nothing, because the sweeper tells again.
"""

import logging
import os
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)


def write_whole(path: Path, value: Any) -> None:
    part = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    part.write_text(dumps(value))
    part.replace(path)


class Channel(filesystem.Channel):
    def get_table(self, exchange: str) -> list[filesystem.exchange_queue_t]:
        try:
            rows = loads(self._exchange_file(exchange).read_text())
        except (FileNotFoundError, ValueError):
            return []
        return [filesystem.exchange_queue_t(*row) for row in rows]

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        row = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        table = self.get_table(exchange)
        if row not in table:
            self.control_folder.mkdir(exist_ok=True)
            write_whole(self._exchange_file(exchange), [row, *table])

    # kombu's own two bases name the arguments differently, so one of them has to be contradicted
    def _put(  # type: ignore[override]
        self, queue: str, payload: Any, **kwargs: Any
    ) -> None:
        name = f"{time.time_ns()}_{uuid.uuid4().hex}.{queue}.msg"
        write_whole(Path(self.data_folder_out) / name, payload)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for name in sorted(os.listdir(self.data_folder_in)):
            if name.partition(".")[2] == f"{queue}.msg":
                message = _take(Path(self.data_folder_in) / name)
                if message is not None:
                    return message
        raise Empty


def _take(path: Path) -> Any:
    """The message of a file that now is ours; None when another worker was faster or it is no message."""
    taken = path.with_name(f"{path.name}.{uuid.uuid4().hex}.taken")
    try:
        path.rename(taken)
    except FileNotFoundError:
        return None
    try:
        return loads(taken.read_text())
    except ValueError:
        logger.warning("Unreadable message %s left out", path.name)
        return None
    finally:
        taken.unlink(missing_ok=True)


class Transport(filesystem.Transport):
    Channel = Channel

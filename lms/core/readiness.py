"""What has to be there before the site can be served; each step does nothing when there is nothing to do."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate() -> bool:
    """Bring the database up to date; True when there was something to do."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def make_cache_table() -> None:
    call_command("createcachetable", verbosity=0)


def collect_static() -> bool:
    """Gather the static files when a source changed since the last time; True when it did."""
    stamp, wanted = Path(settings.STATIC_ROOT).with_suffix(".stamp"), static_stamp()
    if stamp.exists() and stamp.read_text() == wanted and Path(settings.STATIC_ROOT).is_dir():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)
    return True


def static_stamp() -> str:
    """A hash over name, size and time of every static source file."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def is_empty() -> bool:
    return not get_user_model()._default_manager.exists()


def has_demo() -> bool:
    """Whether this installation ships the demo city at all."""
    return "demo" in get_commands()

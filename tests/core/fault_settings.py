"""A small site for the fault tests: tables without the migration chain, nothing on the beat but sweeps."""

import os

from lms.settings.embedded import *
from lms.settings.embedded import CELERY_BROKER_TRANSPORT_OPTIONS, CELERY_BROKER_URL


class NoMigrations:
    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()
CELERY_TASK_DEFAULT_QUEUE = os.environ["FAULT_QUEUE"]
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "lms.core.tasks.sweep", "schedule": 1}}
if CELERY_BROKER_URL.startswith("redis:"):
    CELERY_BROKER_TRANSPORT_OPTIONS |= {"global_keyprefix": f"{CELERY_TASK_DEFAULT_QUEUE}:"}

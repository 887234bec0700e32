"""A throw-away database with the demo city, on whatever DATABASE_URL names; dropped at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings, setup_test_environment, teardown_test_environment


@contextmanager
def demo_city(staff: int = 300) -> Iterator[None]:
    quiet = {"CELERY_BROKER_URL": "memory://", "ALLOWED_HOSTS": ["testserver", "localhost"]}
    setup_test_environment(debug=False)
    with (
        TemporaryDirectory() as folder,
        override_settings(ROOT_URLCONF="lms.dashboards.bench.minimal", **quiet),
    ):
        old_name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":  # a file, so that a server of its own can open it
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "bench.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            call_command("createcachetable", verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
            call_command("demo", staff=staff, stdout=_Silence())
            yield
        finally:
            connection.creation.destroy_test_db(str(old_name), verbosity=0)
            teardown_test_environment()


class _Silence:
    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None: ...

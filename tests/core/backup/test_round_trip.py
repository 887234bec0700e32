"""The commands themselves, on a site of their own with the real chain of migrations."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SERVER

ROOT = Path(__file__).resolve().parents[3]


class Site:
    """A site in a folder of its own; ``database`` is empty for SQLite."""

    def __init__(self, folder: Path, database: str = "") -> None:
        names = {"PIAWAI_VAR": str(folder / "var"), "DJANGO_SETTINGS_MODULE": "lms.settings.embedded"}
        self.environment = os.environ | names | ({"DATABASE_URL": database} if database else {})
        self.environment.pop("PIAWAI_TEST_DATABASE_URL", None)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *command: str) -> str:
        done = self.run("manage.py", *command)
        return done.stdout + done.stderr

    def issue(self, more: int) -> str:
        """The numbers of all certificates after so many more."""
        done = self.run("tests/core/backup/scene.py", str(more))
        return done.stdout or done.stderr


def check(site: Site, file: Path) -> None:
    """Backup, two more certificates, restore, one more: no number twice, and the ledger says why."""
    site.manage("migrate", "--verbosity", "0")
    assert site.issue(1) == "1"
    assert "the database and 4 files" in site.manage("backup", str(file))
    assert site.issue(2) == "1 2 3"
    assert "To overwrite them, give --force" in site.manage("restore", str(file))
    assert "numbers 2 to 3 of 2026 were given after the backup" in site.manage(
        "restore", str(file), "--force"
    )
    assert site.issue(1) == "1 4"
    assert site.manage("verify_ledger", "--files") == "The ledger is sound: 3 lines.\n"


@pytest.mark.migrations
@pytest.mark.skipif(SERVER, reason="the site of this test is on SQLite, and make test has tried it")
def test_on_sqlite_no_number_is_given_twice_and_an_empty_site_takes_the_file(tmp_path):
    old, new, file = Site(tmp_path / "a"), Site(tmp_path / "b"), tmp_path / "cadangan.tar.gz"
    check(old, file)
    (tmp_path / "rusak").write_bytes(file.read_bytes()[:-5000])

    refused, moved = new.manage("restore", str(tmp_path / "rusak")), new.manage("restore", str(file))

    assert ("Nothing was changed." in refused, "Restored." in moved) == (True, True)
    assert new.issue(0) == "1"


@pytest.mark.migrations
@pytest.mark.services
def test_on_postgresql_no_number_is_given_twice(tmp_path, own_database):
    check(Site(tmp_path, own_database), tmp_path / "cadangan.tar.gz")

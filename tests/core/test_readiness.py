import os
import time
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from lms.core import readiness
from tests import factories


@pytest.fixture
def sources(settings, tmp_path) -> Path:
    """One folder of static sources, and a place to gather them in."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.css").write_text("a")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "static"
    finders.get_finder.cache_clear()
    yield folder
    finders.get_finder.cache_clear()


def test_static_files_are_gathered_once(sources, settings):
    gathered = [readiness.collect_static(), readiness.collect_static()]

    assert gathered == [True, False]
    assert (settings.STATIC_ROOT / "a.css").read_text() == "a"


def test_a_changed_source_is_gathered_again(sources, settings):
    readiness.collect_static()
    (sources / "a.css").write_text("longer")
    os.utime(sources / "a.css", (time.time() + 5, time.time() + 5))

    assert readiness.collect_static()
    assert (settings.STATIC_ROOT / "a.css").read_text() == "longer"


def test_a_new_source_is_gathered_too(sources):
    readiness.collect_static()
    (sources / "b.css").write_text("b")

    assert readiness.collect_static()


def test_a_folder_that_was_deleted_is_filled_again(sources, settings):
    readiness.collect_static()
    (settings.STATIC_ROOT / "a.css").unlink()
    settings.STATIC_ROOT.rmdir()

    assert readiness.collect_static()


@pytest.mark.django_db
def test_a_site_with_a_person_is_not_empty():
    before = readiness.is_empty()
    factories.user()

    assert (before, readiness.is_empty()) == (True, False)


@pytest.mark.django_db
def test_a_cache_table_is_made_without_complaint_twice(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_uji"}
    }

    readiness.make_cache_table()
    readiness.make_cache_table()


def test_the_demo_comes_with_this_installation():
    assert readiness.has_demo()

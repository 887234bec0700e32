"""Compares migration files with models; tables are not needed."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import override

OURS = {"core", "audit", "people", "skills", "courses", "assessments", "certificates"}


@pytest.fixture
def loader(settings):
    settings.MIGRATION_MODULES = {}  # tests switch migrations off
    return MigrationLoader(None)


def test_no_model_of_ours_has_a_change_without_a_migration(loader):
    with override(None):  # labels of other packages stand in their migrations as they are in the source
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph)

    found = {app: [step.operations for step in steps] for app, steps in changes.items() if app in OURS}
    assert found == {}


def test_the_migrations_of_an_app_have_one_end(loader):
    assert loader.detect_conflicts() == {}


def test_every_app_with_tables_has_migrations(loader):
    assert OURS - loader.migrated_apps == set()

import pytest
from django.db import connection

from lms.core.backup import databases
from lms.core.backup.databases import Unable
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_a_copy_brings_back_what_was_there(tmp_path):
    factories.user(username="lama")
    databases.dump(tmp_path / "copy")
    factories.user(username="baru")

    databases.load(tmp_path / "copy")

    people = factories.User.objects.get_queryset()
    assert list(people.values_list("username", flat=True)) == ["lama"]


@pytest.mark.django_db
def test_a_database_with_people_is_not_empty():
    before = databases.is_empty()
    factories.user()

    assert (before, databases.is_empty()) == (True, False)


@pytest.mark.parametrize("tool", ["_dump_postgresql", "_load_postgresql"])
def test_a_missing_tool_is_named_with_its_package(tmp_path, monkeypatch, tool):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(
        Unable, match="not installed on this machine; it comes with the package postgresql-client"
    ):
        databases._run([tool.replace("_load", "pg_restore").replace("_dump", "pg_dump")])


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_broken_copy_changes_nothing(tmp_path):
    factories.user(username="lama")
    (tmp_path / "copy").write_bytes(b"bukan salinan")

    with pytest.raises(Unable, match="pg_restore failed"):
        databases.load(tmp_path / "copy")

    assert connection.vendor == "postgresql"
    assert factories.User.objects.get_queryset().count() == 1

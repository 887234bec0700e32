import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.settings.started import started


@pytest.fixture
def var(tmp_path):
    return tmp_path / "var"


@pytest.fixture
def embedded(monkeypatch, var):
    return lambda **variables: started(monkeypatch, "embedded", var, **variables)


def test_it_starts_with_nothing_set(embedded, var):
    found = embedded()

    assert found["DATABASES"]["default"]["NAME"] == str(var / "piawai.sqlite3")
    assert found["CELERY_BROKER_URL"] == "filesystem://localhost/"
    assert (found["DEBUG"], found["PIAWAI_DEMO"]) == (False, True)
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


def test_its_folders_are_made(embedded, var):
    embedded()

    made = sorted(str(path.relative_to(var)) for path in var.rglob("*") if path.is_dir())
    assert made == ["broker", "broker/processed", "mail", "media", "private"]


def test_the_key_is_made_once_and_only_its_owner_reads_it(embedded, var):
    first = embedded()["SECRET_KEY"]
    second = embedded()["SECRET_KEY"]

    assert (first, len(first)) == (second, 50)
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600


def test_two_machines_have_two_keys(monkeypatch, tmp_path):
    keys = {started(monkeypatch, "embedded", tmp_path / name)["SECRET_KEY"] for name in ("satu", "dua")}

    assert len(keys) == 2


def test_a_key_from_outside_is_used_and_none_is_kept(embedded, var):
    found = embedded(PIAWAI_SECRET_KEY="dari-luar")

    assert (found["SECRET_KEY"], (var / "secret_key").exists()) == ("dari-luar", False)


def test_sqlite_takes_its_lock_when_a_transaction_begins_and_loses_nothing(embedded):
    options = embedded()["DATABASES"]["default"]["OPTIONS"]

    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)
    assert options["init_command"].split(";")[:2] == ["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"]


def test_another_database_gets_no_options_of_sqlite(embedded):
    found = embedded(DATABASE_URL="postgres://piawai@127.0.0.1/kota?sslmode=require")

    assert found["DATABASES"]["default"]["OPTIONS"] == {"sslmode": "require"}


def test_messages_lie_beside_the_data(embedded, var):
    options = embedded()["CELERY_BROKER_TRANSPORT_OPTIONS"]

    assert (options["data_folder_in"], options["control_folder"]) == (
        str(var / "broker"),
        str(var / "broker" / "control"),
    )


def test_a_named_broker_gets_its_own_options(embedded):
    found = embedded(PIAWAI_BROKER_URL="amqp://127.0.0.1//")

    assert found["CELERY_BROKER_TRANSPORT_OPTIONS"] == {"max_retries": 1, "interval_start": 0}


def test_mails_are_files(embedded, var):
    found = embedded()

    assert (found["EMAIL_BACKEND"].split(".")[-2], found["EMAIL_FILE_PATH"]) == ("filebased", var / "mail")


@pytest.mark.parametrize(
    ("name", "value"),
    [("PIAWAI_S3_BUCKET", "kota"), ("PIAWAI_DB_POOL", "8"), ("PIAWAI_CITTY", "Kota Contoh")],
)
def test_a_variable_of_the_other_column_or_of_none_is_refused(embedded, name, value):
    with pytest.raises(ImproperlyConfigured, match=rf"Unknown environment variable\(s\): {name}\."):
        embedded(**{name: value})


@pytest.mark.parametrize(("value", "found"), [("1", True), ("0", False)])
def test_demo_and_debug_are_flags(embedded, value, found):
    settings = embedded(PIAWAI_DEMO=value, PIAWAI_DEBUG=value)

    assert (settings["PIAWAI_DEMO"], settings["DEBUG"]) == (found, found)

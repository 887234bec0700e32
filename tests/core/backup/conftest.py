import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest


@pytest.fixture
def own_database() -> Iterator[str]:
    """The address of an empty database on the server of the tests, dropped afterwards."""
    server = os.environ["PIAWAI_TEST_DATABASE_URL"]
    name = f"piawai_cadangan_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

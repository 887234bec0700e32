"""The production settings as an operator would start them: checks, and the real web server on PostgreSQL and Redis."""

import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

HOST = "piawai.example"
OWN = {
    "DJANGO_SETTINGS_MODULE": "lms.settings.production",
    "PIAWAI_SECRET_KEY": "k0nci-uji-yang-panjang-sekali-dan-tidak-dipakai-di-mana-pun-9f3a",
    "PIAWAI_ALLOWED_HOSTS": HOST,
    "PIAWAI_BASE_URL": f"https://{HOST}",
    "PIAWAI_BROKER_URL": "redis://127.0.0.1:6379/9",
}
READY_SECONDS = 60


def surroundings(folder, **more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIAWAI_", "DATABASE_"))
    }
    return kept | OWN | {"PIAWAI_VAR": str(folder)} | more


def check(folder, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command,
        cwd=settings.ROOT,
        env=surroundings(folder, **more),
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_deployment_check_has_nothing_to_say(tmp_path):
    done = check(tmp_path)

    assert (done.returncode, "no issues" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PIAWAI_DB_POOL", "banyak", "PIAWAI_DB_POOL must be a whole number, not 'banyak'."),
        ("PIAWAI_DEMO", "1", "Unknown environment variable(s): PIAWAI_DEMO."),
        ("PIAWAI_SECRET_KEY", "", "SECRET_KEY"),
        ("DATABASE_URL", "postgres//salah", "DATABASE_URL is not a database address"),
        ("DATABASE_URL", "mysql://a@b/c", "DATABASE_URL is not a database address"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(tmp_path, name, value, said):
    done = check(tmp_path, **{name: value})

    assert (done.returncode != 0, said in done.stderr) == (True, True)


def ask(port: int, path: str, **headers: str):
    """Status and headers of one request, as the proxy passes it on."""
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    line.request(
        "GET", path, headers={"Host": HOST} | {name.replace("_", "-"): v for name, v in headers.items()}
    )
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status, answer.headers


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """The port of a production web server on this run's own database, without TLS: the proxy would end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    found = connection.settings_dict
    place = f"{found['HOST'] or '127.0.0.1'}:{found['PORT'] or 5432}"
    database = f"postgres://{found['USER']}:{found['PASSWORD']}@{place}/{found['NAME']}"
    environment = surroundings(tmp_path_factory.mktemp("var"), DATABASE_URL=database)
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
        cwd=settings.ROOT,
        env=environment,
        check=True,
    )
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "lms.wsgi:application"],
        cwd=settings.ROOT,
        env=environment,
    )
    wait_for(port, server)
    yield port
    server.terminate()
    server.wait(30)


def wait_for(port: int, server: subprocess.Popen) -> None:
    ends = time.monotonic() + READY_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            if ask(port, "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    server.kill()
    pytest.fail("the web server did not answer")


@pytest.mark.services
@pytest.mark.enable_socket
class TestServed:
    def test_it_lives(self, site):
        assert ask(site, "/healthz")[0] == 200

    def test_what_does_not_come_over_https_is_sent_there(self, site):
        status, headers = ask(site, "/accounts/login/")

        assert (status, headers["Location"]) == (301, f"https://{HOST}/accounts/login/")

    def test_a_page_comes_with_its_armour(self, site):
        status, headers = ask(site, "/accounts/login/", X_Forwarded_Proto="https")

        assert (status, headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == (
            200,
            "nosniff",
            "DENY",
        )
        assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]

    def test_cookies_travel_over_https_only(self, site):
        _status, headers = ask(site, "/accounts/login/", X_Forwarded_Proto="https")

        cookies = headers.get_all("Set-Cookie")
        assert cookies
        assert [cookie for cookie in cookies if "Secure" not in cookie or "SameSite=Lax" not in cookie] == []

    def test_another_host_is_refused(self, site):
        line = HTTPConnection("127.0.0.1", site, timeout=30)
        line.request(
            "GET", "/accounts/login/", headers={"Host": "lain.example", "X-Forwarded-Proto": "https"}
        )

        assert line.getresponse().status == 400

    def test_the_way_to_sign_in_keeps_the_address(self, site):
        status, headers = ask(site, "/sertifikat/", X_Forwarded_Proto="https")

        assert (status, urlsplit(headers["Location"]).path) == (302, "/accounts/login/")
        assert urlsplit(headers["Location"]).query == "next=/sertifikat/"

    def test_static_files_may_be_kept(self, site):
        status, headers = ask(site, "/static/piawai/css/piawai.css", X_Forwarded_Proto="https")

        assert (status, "max-age" in headers["Cache-Control"]) == (200, True)

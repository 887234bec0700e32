import os
import signal
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lms.core.management.commands import serve

ROOT = Path(__file__).resolve().parents[2]


class Answer(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *args) -> None: ...


@pytest.fixture
def listener():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.enable_socket
def test_a_taken_port_is_one_sentence(listener):
    with pytest.raises(CommandError, match="choose another port with --port"):
        call_command("serve", port=listener)


@pytest.mark.enable_socket
def test_a_free_port_is_no_fault(listener):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]

    assert serve.refuse_taken("127.0.0.1", free) is None


@pytest.mark.enable_socket
@pytest.mark.parametrize(("status", "alive"), [(200, True), (503, False)])
def test_the_site_answers_when_its_health_page_does(monkeypatch, status, alive):
    monkeypatch.setattr(Answer, "status", status)
    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    found = serve.answers(f"http://127.0.0.1:{server.server_port}")

    server.shutdown()
    server.server_close()
    assert found == alive


@pytest.mark.enable_socket
def test_nobody_there_is_no_answer(listener):
    assert not serve.answers("http://127.0.0.1:1")


@pytest.mark.parametrize(("cores", "workers"), [(1, "1"), (2, "2"), (64, "2"), (None, "1")])
def test_a_web_worker_for_each_of_two_cores(monkeypatch, cores, workers):
    monkeypatch.setattr(os, "cpu_count", lambda: cores)

    arguments = serve.web("127.0.0.1", 8000)

    assert arguments[arguments.index("--workers") + 1] == workers


def test_the_worker_carries_the_beat():
    assert [flag in serve.worker() for flag in ("-B", "--without-gossip", "--without-mingle")] == [True] * 3


def test_every_demo_account_is_greeted():
    lines = serve.accounts()

    assert [line.split()[0] for line in lines[1:3]] == ["pegawai.demo", "pengampu.demo"]
    assert {line.split()[1] for line in lines[1:-1]} == {"piawai-demo-2026"}


@pytest.fixture
def served(tmp_path):
    """The whole command on an empty database and a free port; killed if a test forgets to end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "PIAWAI_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "lms.settings.embedded",
    }
    environment.pop("PIAWAI_TEST_DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--no-demo", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process, port
    process.kill()
    process.communicate()


@pytest.mark.services
def test_the_site_is_served_and_stops_on_request(served, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    process, port = served
    ready = next(line for line in process.stdout if "is ready" in line)
    alive = serve.answers(f"http://127.0.0.1:{port}")

    process.send_signal(signal.SIGTERM)
    rest, _none = process.communicate(timeout=60)

    assert ready == f"Piawai is ready: http://127.0.0.1:{port}/\n"
    assert (alive, process.returncode, "Stopping ..." in rest) == (True, 0, True)
    assert not serve.answers(f"http://127.0.0.1:{port}")

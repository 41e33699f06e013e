"""No test sees the user's data; some have a mirror on this machine."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nn.datasets.sources import Source
from tests.nn.datasets.mirror import Mirror
from tests.nn.datasets.small import SMALL


@pytest.fixture(autouse=True)
def isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Hide the user's own data from every test, and give each an empty cache, which is returned."""
    monkeypatch.delenv("CHAINRULE_DATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path / "cache" / "chainrule"


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    answers = Mirror()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers.asked.append(self.path)
            time.sleep(answers.delay)
            body = answers.bodies.get(self.path)
            if body is None:
                self.send_error(404)
                return
            self.send_response(200)
            if answers.announces:
                self.send_header("Content-Length", str(answers.announced.get(self.path, len(body))))
            if answers.trickle != "headers":
                self.end_headers()
            if not answers.trickle:
                self.wfile.write(body)
            while answers.trickle and not answers.closed.wait(0.02):
                self.wfile.write(b"x")
                self.wfile.flush()

        def log_message(self, *args: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that hung up is what some of these tests are about

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        answers.url = f"http://127.0.0.1:{server.server_port}"
        yield answers
        answers.closed.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def served(mirror: Mirror) -> Source:
    return replace(SMALL, mirrors=(mirror.holds_small("good"),))

"""A local runner of composite actions: it runs the shell of each step with what its expressions stand for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[3]
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def action() -> dict[str, Any]:
    """The action as it stands in the repository."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return found


@dataclass
class Runner:
    """Runs the steps in a repository. `values` says what expressions stand for; an unknown one is an error."""

    repository: Path
    temp: Path
    values: dict[str, str]
    environment: dict[str, str] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)

    def run(self, inputs: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Every step in order, up to the first that fails. `uses` are noted, `install` is left out: it is there."""
        defaults = {name: str(each.get("default", "")) for name, each in action()["inputs"].items()}
        for name, text in {**defaults, **inputs}.items():
            self.values[f"inputs.{name}"] = self.filled(text)
        ran = subprocess.CompletedProcess[str]([], 0, "", "")
        for step in action()["runs"]["steps"]:
            if not self.holds(step.get("if", "true")):
                continue
            if "uses" in step:
                self.used.append(step["uses"])
            elif step.get("id") != "install":
                ran = self.shell(step["run"], step.get("env", {}))
                if ran.returncode:
                    return ran
        return ran

    def shell(self, line: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """One step as the runner starts it."""
        own = {name: self.filled(text) for name, text in environment.items()}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", line],
            cwd=self.repository,
            env={**os.environ, "PATH": path, **self.environment, **own},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def filled(self, text: str) -> str:
        """Text with its expressions replaced; `a || b` is the first that is not empty."""
        return _EXPRESSION.sub(lambda found: self._value(found[1]), str(text))

    def _value(self, expression: str) -> str:
        return next((v for name in expression.split("||") if (v := self.values[name.strip()])), "")

    def holds(self, condition: str) -> bool:
        """`a == 'b' && c == 'd'`."""
        if condition == "true":
            return True
        sides = [part.split("==") for part in condition.split("&&")]
        return all(self.values[name.strip()] == wanted.strip().strip("'") for name, wanted in sides)


class Comments(BaseHTTPRequestHandler):
    """The part of a code host's API that comments are posted by, in memory."""

    def _answer(self, code: int, value: object) -> None:
        text = json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(text)

    def _asked(self) -> tuple[Any, Any]:
        length = int(self.headers.get("Content-Length", 0))
        host: Any = self.server
        host.log.append((self.command, self.path, dict(self.headers)))
        return host, json.loads(self.rfile.read(length)) if length else None

    def do_GET(self) -> None:
        host, _ = self._asked()
        page = int((re.search(r"[?&]page=(\d+)", self.path) or ["", "1"])[1])
        self._answer(host.refuses or 200, host.comments[(page - 1) * 100 : page * 100])

    def do_POST(self) -> None:
        host, body = self._asked()
        host.comments.append({"id": len(host.comments) + 1, **body})
        self._answer(201, host.comments[-1])

    def do_PATCH(self) -> None:
        host, body = self._asked()
        (one,) = [c for c in host.comments if str(c["id"]) == self.path.rpartition("/")[2]]
        one.update(body)
        self._answer(200, one)

    do_PUT = do_PATCH

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is said."""


@contextmanager
def code_host() -> Iterator[Any]:
    """A code host on this machine: `url`, `comments`, `log` of what it was asked, `refuses` with a code."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Comments)
    server.comments, server.log, server.refuses = [], [], 0
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

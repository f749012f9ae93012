"""Charts on demand: from the cache, or from the one process that can draw.

vl-convert keeps a browser's engine alive and takes some 160 MB, so it lives in a child process: started for the
first chart, killed when a drawing takes too long, sent home after some idle minutes, and gone when we are gone,
since it reads from a pipe that closes with us.
"""

from __future__ import annotations

import atexit
import base64
import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from django.conf import settings

logger = logging.getLogger(__name__)

LOOK = "3"  # raise it when a chart is drawn differently: what was kept is then drawn anew
PATIENCE = 15.0  # seconds for a drawing, the start of the process included
IDLE = 600.0
KEPT = 400


def draw(name: str, data: dict[str, Any]) -> str | None:
    """The chart as SVG, colours as var(--ink) so that it follows the page; None if it cannot be drawn."""
    return _kept_or_drawn(json.dumps({"name": name, "data": data}, sort_keys=True))


def printed(name: str, data: dict[str, Any], kind: str) -> bytes | None:
    """The chart for paper, as "svg" or "png": colours by value, on white; None if it cannot be drawn."""
    found = _kept_or_drawn(json.dumps({"name": name, "data": data, "kind": kind}, sort_keys=True))
    if found is None:
        return None
    return base64.b64decode(found) if kind == "png" else found.encode()


def _kept_or_drawn(asked: str) -> str | None:
    kept = _folder() / f"{hashlib.sha256((LOOK + asked).encode()).hexdigest()}.svg"
    try:
        return kept.read_text(encoding="utf-8")
    except FileNotFoundError:
        pass
    drawn = _easel.draw(asked)
    if drawn is not None:
        _keep(kept, drawn)
    return drawn


class Easel:
    """The child process, one drawing at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._home_time: threading.Timer | None = None

    def draw(self, asked: str) -> str | None:
        with self._turn:
            if self._home_time:
                self._home_time.cancel()
            try:
                answer = self._ask(asked)
            except (OSError, ValueError) as error:
                self._stop()
                logger.warning("a chart could not be drawn: %s", type(error).__name__)
                return None
            self._home_time = threading.Timer(IDLE, self.stop)
            self._home_time.daemon = True
            self._home_time.start()
        if "error" in answer:
            logger.warning("a chart could not be drawn: %s", answer["error"][:200])
        return answer.get("drawn")

    def stop(self) -> None:
        with self._turn:
            self._stop()

    def _ask(self, asked: str) -> dict[str, str]:
        if self._child is None or self._child.poll() is not None:
            self._child = _start()
        child = self._child
        assert child.stdin is not None
        assert child.stdout is not None
        too_long = threading.Timer(PATIENCE, child.kill)
        too_long.daemon = True
        too_long.start()
        try:
            child.stdin.write(asked + "\n")
            child.stdin.flush()
            answer: dict[str, str] = json.loads(child.stdout.readline())  # empty, so a ValueError, if it was killed
        finally:
            too_long.cancel()
        return answer

    def _stop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _start() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "wellserved.insight.charts"]
    root = str(Path(__file__).resolve().parents[3])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))}
    return subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )


def _folder() -> Path:
    return Path(settings.HOME) / "cache" / "charts"


def _keep(path: Path, svg: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        half.write_text(svg, encoding="utf-8")
        half.replace(path)
        drawn = sorted(path.parent.glob("*.svg"), key=lambda each: each.stat().st_mtime)
        for old in drawn[: -KEPT // 2] if len(drawn) > KEPT else []:
            old.unlink(missing_ok=True)
    except OSError:
        logger.warning("a chart could not be kept")


_easel = Easel()
atexit.register(_easel.stop)

"""How a server that a test started comes to its end: asked first, and made to if it does not listen."""

from __future__ import annotations

import subprocess


def end(process: subprocess.Popen[bytes], patience: float = 10) -> None:
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

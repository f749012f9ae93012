"""An import that is killed in the middle: what had landed stays, and carrying on lands the rest, once."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

from tests.servers.site import COMMAND, ROOT, running_site

ROWS = 40_000
KEPT = """
from wellserved.interactions.models import Import, Interaction
run = Import.objects.get()
print(run.state, run.position, run.created, Interaction.objects.count())
"""


def test_an_import_that_was_killed_is_carried_on(tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text("id,team,closed\n" + "".join(f"T{n},Team {n % 7},2026-03-01 10:00:00\n" for n in range(ROWS)))
    with running_site(start=False, prepared=True) as site:
        command = [*COMMAND, "import", str(path), "--source", "desk"]
        with subprocess.Popen(command, env=site.env, cwd=ROOT, stderr=subprocess.PIPE) as running:
            assert running.stderr
            told = b""
            while b"rows" not in told:
                told += running.stderr.read(1)
            running.send_signal(signal.SIGKILL)
        state, *counts = site.cli("django", "shell", "-v", "0", "-c", KEPT).stdout.split()
        position, created, landed = map(int, counts)
        assert (state, created, landed) == ("running", position, position)
        assert 0 < position < ROWS
        told_at_last = site.cli("import", str(path), "--source", "desk", "--resume").stdout
        assert told_at_last.startswith(f"{ROWS} new, 0 changed, 0 the same, 0 refused.")
        assert site.cli("django", "shell", "-v", "0", "-c", KEPT).stdout.split() == ["done", *[str(ROWS)] * 3]

"""A worker that is killed in the middle of a task: the task is tried again, once."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.servers.site import running_site
from tests.servers.test_site import eventually

ENQUEUE = "from wellserved.jobs.tests import work; work.killed_once.enqueue({!r})"


def test_a_task_whose_worker_was_killed_is_run_again_once(tmp_path: Path) -> None:
    notes, pid_file = tmp_path / "notes", tmp_path / "pid"
    with running_site(WELLSERVED_TEST_NOTES=str(notes)) as site:
        site.cli("django", "shell", "-v", "0", "-c", ENQUEUE.format(str(pid_file)))
        eventually(pid_file.exists)
        eventually(lambda: pid_file.read_text() != "")
        os.kill(int(pid_file.read_text()), signal.SIGKILL)
        eventually(notes.exists, 40)
        site.wait_until_ready()
    assert notes.read_text() == "done\n"

"""What runs in a process of its own, so that its memory and its processor time are its own."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def prepare() -> None:
    """An empty installation; prints the token of an admin's key."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from wellserved.accounts.models import ApiToken
    from wellserved.kit.tokens import hash_token, new_token

    secret = new_token()
    ApiToken.objects.create(name="bench", role="admin", token_hash=hash_token(secret))
    print(secret)


def bring(path: str) -> None:
    """`wellserved import` of a file; prints what it took. The server's processor time is the caller's to ask."""
    from wellserved.interactions.actions.importing import import_file

    told: list[int] = []
    begun, cpu = time.perf_counter(), time.process_time()
    run = import_file(path, "bench", progress=lambda run: told.append(run.position))
    took = {"wall": time.perf_counter() - begun, "cpu": time.process_time() - cpu}
    print(json.dumps({**took, "created": run.created, "rss_mb": _peak_mb(), "told": len(told)}))


def _peak_mb() -> float:
    """The most memory that this program had. `getrusage` would count what its parent had when it started it, too."""
    with Path("/proc/self/status").open() as status:
        kilobytes = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellserved.site.settings")
    import django

    django.setup(set_prefix=False)
    prepare() if sys.argv[1] == "prepare" else bring(sys.argv[2])

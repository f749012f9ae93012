"""What the worker does for interactions."""

from __future__ import annotations

from django_tasks import task

from wellserved.interactions.actions import importing


@task()
def run_import(import_id: int) -> None:
    """Read a file to its end. Run twice, it goes on where it stands."""
    importing.run_import(import_id=import_id)


def forget_old_files() -> int:
    return importing.forget_old_files()

"""Keeping a copy, and coming back from one."""

from wellserved.custody.actions.backing_up import back_up
from wellserved.custody.actions.restoring import restore

__all__ = ["back_up", "restore"]

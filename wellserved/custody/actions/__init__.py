"""Keeping a copy, coming back from one; forgetting a person."""

from wellserved.custody.actions.backing_up import back_up
from wellserved.custody.actions.copying import copy_contact
from wellserved.custody.actions.forgetting import forget_contact
from wellserved.custody.actions.restoring import restore

__all__ = ["back_up", "copy_contact", "forget_contact", "restore"]

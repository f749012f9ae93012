"""Every write of this room."""

from wellserved.calendars.actions.hours import remove_hours, set_hours

__all__ = ["remove_hours", "set_hours"]

"""Working hours, what is agreed with somebody for a certain time, and what members let us know of their calendars."""

from wellserved.calendars.models.appointments import Appointment, Guest
from wellserved.calendars.models.hours import WorkCalendar, office_hours
from wellserved.calendars.models.own import OwnCalendar

__all__ = ["Appointment", "Guest", "OwnCalendar", "WorkCalendar", "office_hours"]

"""Working hours and holidays.

It owns the calendars and the arithmetic of business time.
It never starts a clock itself.
"""

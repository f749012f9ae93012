"""Working hours and holidays; what is agreed for a certain time, and members' own calendars.

It owns the arithmetic of business time, appointments with who was invited and what their calendars answered, feeds, and
when members are busy. It never decides that something takes place, and never keeps what fills somebody's day.
"""

"""Background work: tasks with retry, what recurs, and the worker that runs both.

It owns how work is claimed, retried and reaped.
It never knows what the work is.
"""

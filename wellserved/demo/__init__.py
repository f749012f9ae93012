"""Makes a year of sample data that looks like a campus help desk, always the same one.

It owns the story and its seed.
It never runs on an installation that serves real people.
"""

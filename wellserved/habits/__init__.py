"""Habits: a small practice of service that teams try on, and whether it spread and mattered.

It owns habits, which teams try them and which wait, what each member tapped, and what was decided in the end.
It never shows what one member tapped to anybody else.
"""

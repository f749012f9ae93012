"""Keeping what is kept: backup and restore.

It owns the archive format.
It never sends anything, and a restored copy holds its mail.
"""

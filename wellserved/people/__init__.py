"""Clients, contacts, teams and members, and who reports to whom.

It owns who is who and what an actor may act for.
It never signs anybody in.
"""

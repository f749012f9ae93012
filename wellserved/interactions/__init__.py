"""Pieces of service: tickets, calls, visits, handoffs, and how they come in.

It owns interactions, services and imports.
It never asks anybody anything.
"""

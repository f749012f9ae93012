"""Counts, kept up to date: the only writer of rollups.

It owns the deltas and the tallies that they are folded into.
It never reads an answer: it is handed what changed.
"""

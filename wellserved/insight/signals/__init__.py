"""Signals: "this changed", only when it did. Every week all groups are judged at once, in the background.

What is judged stands in `judging`, which bench/signals.py simulates; the pages read what was found.
"""

"""Letters in: fetched, kept as they came, read apart from everything else, handed to whom they are for.

It owns what was read in a letter, and its state from "stored" to the end.
It never asks the worker's own process to look into bytes that a stranger sent: see apart.py.
"""

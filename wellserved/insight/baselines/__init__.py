"""Each client's own baseline: how they usually find us, month by month, and when that shifted.

It compares a client with nobody but itself. It owns no table.
"""

"""The monthly page: how it felt, what was said, what is owed, on one page per team and for the leader.

It owns who gets which page when, its letter and its print.
It never counts anything itself: the figures are those of Pulse, and words stand in it only where their writer agreed.
"""

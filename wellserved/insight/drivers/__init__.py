"""Drivers: which qualities move how it felt; and from 4 to 5: what the 5s say that the 4s do not.

Both are worked out in the background from the counts of months, and kept; a page only reads them.
"""

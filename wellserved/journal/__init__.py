"""What happened, when and by whom: append-only.

It owns the entries and their seals.
It never holds words or names, only ids, kinds and field names.
"""
